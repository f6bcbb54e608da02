/** Whether the whole chain holds, in one banner; a broken one takes the whole page. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { headsQuery, verificationQuery, type Verification } from '../api/insight';
import type { Schemas } from '../api/types';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { save } from '../ui/save';
import { Table } from '../ui/Table';
import { Time } from '../ui/Time';
import { number } from '../words/format';
import { auditWords } from '../words/audit';

const text = auditWords.proof;

export function Proof({ onBroken }: { onBroken: (found: Verification) => void }) {
  const query = useQuery(verificationQuery);
  if (query.data === undefined) {
    return query.isError ? (
      <Failure error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <div role="status">
        <Notice shape="waiting" level="p" title={text.checking} />
      </div>
    );
  }
  return (
    <>
      {query.isError && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <Found found={query.data} query={query} onBroken={onBroken} />
    </>
  );
}

function Found({
  found,
  query,
  onBroken,
}: {
  found: Verification;
  query: Pick<UseQueryResult<Verification>, 'isFetching' | 'refetch'>;
  onBroken: (found: Verification) => void;
}) {
  if (!found.holds) {
    return (
      <Notice shape="block" level="p" title={text.broken}>
        <Button kind="secondary" onClick={() => onBroken(found)}>
          {text.brokenAt(found.fault?.text ?? '')}
        </Button>
      </Notice>
    );
  }
  return (
    <Notice shape="ok" level="p" title={text.holds(found.first, found.last)}>
      <p>
        {text.fingerprint} <span className="mono">{found.hash}</span>
      </p>
      <p>
        {text.signed(found.signedHeads)} {text.checked(found.verifiedAt)}.
      </p>
      <div className="actions">
        <Button kind="secondary" aria-disabled={query.isFetching} onClick={() => query.isFetching || void query.refetch()}>
          {query.isFetching ? text.checking : text.again}
        </Button>
      </div>
      <details className="details">
        <summary>{text.heads}</summary>
        <Heads />
      </details>
    </Notice>
  );
}

function Heads() {
  const query = useQuery(headsQuery);
  return (
    <Loaded query={query} empty={(heads) => (heads.length === 0 ? <p>{text.headsNone}</p> : undefined)}>
      {(heads) => (
        <>
          <p>{text.headsBody}</p>
          <Table
            caption={text.heads}
            hideCaption
            columns={[
              { id: 'number', head: text.headNumber, cell: (head) => number(head.number) },
              { id: 'at', head: text.headAt, cell: (head) => <Time at={head.at} /> },
              { id: 'hash', head: text.headHash, cell: (head) => <span className="mono">{head.hash}</span> },
              { id: 'save', head: text.headSave, cell: (head) => <SaveHead head={head} /> },
            ]}
            rows={heads}
            rowKey={(head) => String(head.number)}
          />
        </>
      )}
    </Loaded>
  );
}

function SaveHead({ head }: { head: Schemas['HeadView'] }) {
  return (
    <Button
      kind="link"
      aria-label={text.headSaveOf(head.number)}
      onClick={() => save({ name: `head-${head.number}.jws`, blob: new Blob([head.jws], { type: 'application/jose' }) })}
    >
      {text.headSave}
    </Button>
  );
}

/** The whole page of a broken chain: what is provable, whom to tell, and that an export is still to be had. */
export function BrokenChain({ found, onContinue }: { found: Verification; onContinue: () => void }) {
  return (
    <div className="broken" role="alert">
      <Notice shape="block" title={text.kinds[found.fault?.kind ?? ''] ?? text.broken}>
        {found.fault !== undefined && <p className="lead">{text.brokenAt(found.fault.text)}</p>}
        <p>{text.provable(found.first, found.last)}</p>
        <p>
          {text.fingerprintOf(found.last)} <span className="mono">{found.hash}</span>
        </p>
        <p>
          <strong>{text.call}</strong>
        </p>
        <p>{text.still}</p>
        <p className="quiet">{text.checked(found.verifiedAt)}</p>
        <div className="actions">
          <Link className="button button-primary" to="/audit/export">
            {text.exportNow}
          </Link>
          <Button kind="secondary" onClick={onContinue}>
            {text.continue}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
