/** The person's own sends, newest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { transfersQuery } from '../api/gateway';
import type { Transfer, TransferState } from '../api/types';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Icon, type Shape } from '../ui/Icon';
import { Page } from '../ui/Page';
import { words } from '../words';
import { ago, bytes, dateAndTime } from '../words/format';
import { destinationName, receiptCode } from './progress';

const SHAPES: Record<TransferState, Shape> = {
  RECEIVING: 'waiting',
  RECEIVED: 'waiting',
  AWAITING_ACKNOWLEDGEMENT: 'warn',
  HELD: 'warn',
  QUEUED: 'waiting',
  SENDING: 'waiting',
  COMMITTING: 'waiting',
  STORED: 'waiting',
  VERIFIED: 'ok',
  REFUSED: 'block',
  FAILED: 'block',
  QUARANTINED: 'block',
  CANCELLED: 'stopped',
};

export function TransfersPage() {
  const query = useInfiniteQuery(transfersQuery);
  const transfers = query.data?.pages.flatMap((page) => page.transfers) ?? [];
  return (
    <Page title={words.transfers.title}>
      {query.isPending && (
        <p role="status" className="loading">
          {words.app.loading}
        </p>
      )}
      {query.isError && (
        <Failure
          error={query.error}
          onRetry={() => {
            void query.refetch();
          }}
        />
      )}
      {query.isSuccess && transfers.length === 0 && (
        <>
          <p className="lead">{words.transfers.empty}</p>
          <p>{words.transfers.emptyBody}</p>
          <p>
            <Link to="/" className="button button-primary">
              {words.app.send}
            </Link>
          </p>
        </>
      )}
      {transfers.length > 0 && (
        <ul className="sends">
          {transfers.map((transfer) => (
            <Row key={transfer.id} transfer={transfer} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          kind="secondary"
          aria-disabled={query.isFetchingNextPage}
          onClick={() => {
            void query.fetchNextPage();
          }}
        >
          {words.transfers.more}
        </Button>
      )}
    </Page>
  );
}

function Row({ transfer }: { transfer: Transfer }) {
  const time = transfer.createdAt ?? transfer.decision?.decidedAt;
  const shape = SHAPES[transfer.state];
  return (
    <li className="sent">
      <Link to={`/transfers/${transfer.id}`} className="sent-link">
        {destinationName(transfer)} <span className="receipt-code">{receiptCode(transfer.id)}</span>
      </Link>
      <span className={`verdict verdict-${shape}`}>
        <Icon shape={shape} />
        <strong>{words.transfers.short[transfer.state]}</strong>
      </span>
      <span className="quiet">
        {bytes(transfer.size)}
        {time !== undefined && (
          <>
            {' – '}
            <time dateTime={time} title={dateAndTime(time)}>
              {ago(time)}
            </time>
          </>
        )}
      </span>
    </li>
  );
}
