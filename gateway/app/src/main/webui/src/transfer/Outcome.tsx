/** What an ended send leaves to know or to do: the receipt, how to fix it, and the way on. */
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { receiptOf } from '../api/gateway';
import type { Transfer } from '../api/types';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Failure } from '../ui/Failure';
import { save } from '../ui/save';
import { words } from '../words';
import { date } from '../words/format';
import { howToFix, isEnded, receiptCode } from './progress';

export function Outcome({ transfer }: { transfer: Transfer }) {
  if (!isEnded(transfer.state)) {
    return null;
  }
  const text = words.transfer;
  const fix = transfer.state === 'REFUSED' ? howToFix(transfer) : undefined;
  const gone = transfer.stored?.goneAt;
  return (
    <>
      {fix !== undefined && (
        <>
          <h2>{text.howToFix}</h2>
          <p>{fix}</p>
        </>
      )}
      {gone !== undefined && <p>{text.gone(date(gone))}</p>}
      {transfer.state === 'VERIFIED' && <Stored id={transfer.id} />}
      {transfer.state === 'QUARANTINED' && <Receipt id={transfer.id} />}
      <p className="actions">
        <Link to="/" className={`button button-${transfer.state === 'FAILED' ? 'secondary' : 'primary'}`}>
          {transfer.state === 'VERIFIED' ? text.finished : text.another}
        </Link>
        <Link to="/transfers">{text.allSends}</Link>
      </p>
    </>
  );
}

function Receipt({ id }: { id: string }) {
  return (
    <p>
      {words.transfer.receipt} <strong className="receipt-code">{receiptCode(id)}</strong>
    </p>
  );
}

function Stored({ id }: { id: string }) {
  const text = words.transfer;
  const signed = useMutation({
    mutationFn: () => receiptOf(id),
    onSuccess: (file) => save({ ...file, name: text.signedFile(receiptCode(id)) }),
  });
  return (
    <div className="receipt">
      <Receipt id={id} />
      <p className="quiet">{text.receiptHint}</p>
      <div className="actions">
        <CopyButton text={new URL(`/transfers/${id}`, window.location.href).href} copied={text.linkCopied}>
          {text.addLink}
        </CopyButton>
        <Button kind="link" aria-disabled={signed.isPending} onClick={() => signed.mutate()}>
          {text.signed}
        </Button>
      </div>
      {signed.isError && <Failure error={signed.error} />}
    </div>
  );
}
