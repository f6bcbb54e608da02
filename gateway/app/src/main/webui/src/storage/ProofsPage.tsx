/** The proofs of a destination: a new one, and how those before went. */
import { useQuery } from '@tanstack/react-query';
import { proofsQuery, type Proof } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Person } from '../ui/Person';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { storageWords } from '../words/storage';
import { PartOf } from './PartOf';
import { ProofAction } from './ProofAction';

const text = storageWords.proof;

export function ProofsPage() {
  return (
    <PartOf title={text.title}>
      {(settings) => (
        <>
          <ProofAction id={settings.id} name={settings.name} />
          <Past id={settings.id} />
        </>
      )}
    </PartOf>
  );
}

function Past({ id }: { id: string }) {
  const proofs = useQuery(proofsQuery(id));
  return (
    <Loaded query={proofs} empty={(all) => (all.length === 0 ? <None /> : undefined)}>
      {(all) => (
        <Table
          caption={text.past}
          columns={[
            { id: 'when', head: text.when, cell: (proof: Proof) => <Time at={proof.endedAt} /> },
            {
              id: 'result',
              head: text.result,
              cell: (proof) => (
                <Tag shape={proof.proven ? 'ok' : 'block'}>
                  {proof.proven ? text.passed : text.failed(text.acts[proof.failedAt ?? ''] ?? '')}
                </Tag>
              ),
            },
            { id: 'took', head: text.took, number: true, cell: (proof) => text.seconds(Date.parse(proof.endedAt) - Date.parse(proof.startedAt)) },
            { id: 'by', head: text.by, cell: (proof) => <Person subject={proof.madeBy} /> },
            { id: 'sha', head: text.fingerprint, cell: (proof) => <code>{(proof.sent['sha-256'] ?? '').slice(0, 12)}</code> },
          ]}
          rows={all}
          rowKey={(proof) => proof.id}
        />
      )}
    </Loaded>
  );
}

function None() {
  return (
    <Notice shape="unknown" title={text.none}>
      <p>{text.noneBody}</p>
    </Notice>
  );
}
