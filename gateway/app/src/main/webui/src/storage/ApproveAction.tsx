/** Shows who is behind a destination now, beside who was approved, for a person to approve. */
import { useQuery } from '@tanstack/react-query';
import { approve, evidenceQuery, useAct, type Evidenced } from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Loaded } from '../ui/Loaded';
import { Table } from '../ui/Table';
import { storageWords } from '../words/storage';
import { Told, useRights } from './parts';

const text = storageWords.approve;
const FIELDS = ['account', 'organisation', 'place', 'owner'] as const;

export function ApproveAction({ id }: { id: string }) {
  const evidence = useQuery(evidenceQuery(id));
  return <Loaded query={evidence}>{(page) => <Approve id={id} page={page} />}</Loaded>;
}

function Approve({ id, page }: { id: string; page: Evidenced }) {
  const { admin } = useRights();
  const give = useAct((observedAt: string) => approve(id, observedAt));
  const newest = page.answers[0];
  if (newest === undefined) {
    return <p>{text.ask}</p>;
  }
  return (
    <>
      <Table
        caption={text.title}
        columns={[
          { id: 'field', head: text.field, cell: (field) => text[field] },
          { id: 'now', head: text.now, cell: (field) => newest.identity[field] ?? storageWords.evidence.notTold },
          { id: 'before', head: text.before, cell: (field) => page.approved?.identity[field] ?? '–' },
        ]}
        rows={FIELDS}
        rowKey={(field) => field}
      />
      {give.error !== null && <Failure error={give.error} />}
      <Told>{give.isSuccess ? text.done : undefined}</Told>
      {admin ? (
        <Button aria-disabled={give.isPending} onClick={() => give.isPending || give.mutate(newest.observedAt)}>
          {text.button}
        </Button>
      ) : (
        <p className="quiet">{storageWords.readOnly}</p>
      )}
    </>
  );
}
