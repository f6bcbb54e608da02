/** The person's own sends, newest first, by day; on paper too. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { transfersQuery } from '../api/gateway';
import type { Transfer, TransferState } from '../api/types';
import { Button } from '../ui/Button';
import { Icon, type Shape } from '../ui/Icon';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { Time } from '../ui/Time';
import { words } from '../words';
import { bytes } from '../words/format';
import { byDay, receiptCode } from './progress';

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
  const text = words.transfers;
  return (
    <Page title={text.title}>
      <Loaded query={query} empty={(data) => (data.pages[0]?.transfers.length === 0 ? <Nothing /> : null)}>
        {(data) => (
          <>
            {byDay(data.pages.flatMap((page) => page.transfers), new Date()).map((day) => (
              <section key={day.label}>
                <h2>{day.label}</h2>
                {day.transfers.length === 0 && <p>{text.empty}</p>}
                <ul className="sends">
                  {day.transfers.map((transfer) => (
                    <Row key={transfer.id} transfer={transfer} />
                  ))}
                </ul>
              </section>
            ))}
            <p className="actions">
              {query.hasNextPage && (
                <Button kind="secondary" aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {text.more}
                </Button>
              )}
              <Button kind="link" onClick={() => window.print()}>
                {text.print}
              </Button>
            </p>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Nothing() {
  return (
    <>
      <p className="lead">{words.transfers.empty}</p>
      <p>{words.transfers.emptyBody}</p>
      <p>
        <Link to="/" className="button button-primary">
          {words.app.send}
        </Link>
      </p>
    </>
  );
}

function Row({ transfer }: { transfer: Transfer }) {
  const shape = SHAPES[transfer.state];
  return (
    <li className="sent">
      <Link to={`/transfers/${transfer.id}`} className="sent-link">
        {transfer.destinationName} <span className="receipt-code">{receiptCode(transfer.id)}</span>
      </Link>
      <span className={`verdict verdict-${shape}`}>
        <Icon shape={shape} />
        <strong>{words.transfers.short[transfer.state]}</strong>
      </span>
      <span className="quiet">
        {bytes(transfer.size)} – <Time at={transfer.createdAt} />
      </span>
    </li>
  );
}
