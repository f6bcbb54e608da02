/** The rest about a send, for whoever asks: place, size, times, code, and why it may be there. */
import type { Transfer } from '../api/types';
import { Time } from '../ui/Time';
import { Why } from '../verdict/Why';
import { words } from '../words';
import { bytes } from '../words/format';
import { Objection } from './Objection';
import { placeOf, receiptCode } from './progress';

export function Details({ transfer, mayObject }: { transfer: Transfer; mayObject: boolean }) {
  const text = words.transfer;
  const { decision } = transfer;
  return (
    <>
      <Why label={text.where} name={transfer.destinationName} decision={decision}>
        {mayObject && decision.id !== undefined && (
          <Objection decisionId={decision.id} findings={decision.findings} />
        )}
      </Why>
      <details className="details">
        <summary>{text.details}</summary>
        <dl className="facts">
          <div>
            <dt>{words.send.destination}</dt>
            <dd>{placeOf(transfer)}</dd>
          </div>
          <div>
            <dt>{text.size}</dt>
            <dd>{bytes(transfer.size)}</dd>
          </div>
          <div>
            <dt>{text.started}</dt>
            <dd>
              <Time at={transfer.createdAt} />
            </dd>
          </div>
          <div>
            <dt>{text.lastChange}</dt>
            <dd>
              <Time at={transfer.updatedAt} />
            </dd>
          </div>
          <div>
            <dt>{text.receipt}</dt>
            <dd>{receiptCode(transfer.id)}</dd>
          </div>
        </dl>
      </details>
    </>
  );
}
