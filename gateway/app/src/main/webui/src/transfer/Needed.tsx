/** The one thing that the person has to do for a send to go on, if any. */
import { acknowledge, giveConsent, retryTransfer } from '../api/gateway';
import type { ConsentKind, Transfer } from '../api/types';
import { AcknowledgementForm } from '../send/AcknowledgementForm';
import { ConsentForm } from '../send/ConsentForm';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { consentNeeded, toAcknowledge } from '../verdict/verdict';
import { words } from '../words';
import { sentence } from '../words/format';
import { ContinueUpload } from './ContinueUpload';
import type { Progress } from './progress';
import { useAction } from './useAction';

interface Of {
  transfer: Transfer;
}

export function Needed({
  transfer,
  needs,
  kinds,
  onUrgent,
}: Of & { needs: Progress['needs']; kinds: readonly ConsentKind[]; onUrgent: () => void }) {
  switch (needs) {
    case 'nothing':
      return transfer.state === 'HELD' ? <Urgent onUrgent={onUrgent} /> : null;
    case 'file':
      return <ContinueUpload transfer={transfer} />;
    case 'acknowledgement':
      return (
        <>
          <Reason transfer={transfer} />
          <Urgent onUrgent={onUrgent} />
        </>
      );
    case 'consent':
      return (
        <>
          <ConsentGiven transfer={transfer} kinds={kinds} />
          <Urgent onUrgent={onUrgent} />
        </>
      );
    case 'retry':
      return <Retry transfer={transfer} />;
  }
}

function Urgent({ onUrgent }: { onUrgent: () => void }) {
  return (
    <p>
      <Button kind="link" onClick={onUrgent}>
        {words.send.emergency}
      </Button>
    </p>
  );
}

function Reason({ transfer }: Of) {
  const reason = useAction(transfer.id, (said: Parameters<typeof acknowledge>[1]) => acknowledge(transfer.id, said));
  const findings = toAcknowledge(transfer.decision.findings).map((finding) => finding.id);
  return (
    <>
      {reason.isError && <Failure error={reason.error} />}
      <AcknowledgementForm
        submitLabel={words.acknowledgement.save}
        busy={reason.isPending}
        onSubmit={(said) => reason.mutate({ findings, ...said })}
      />
    </>
  );
}

function ConsentGiven({ transfer, kinds }: Of & { kinds: readonly ConsentKind[] }) {
  const consent = useAction(transfer.id, (said: Parameters<typeof giveConsent>[1]) => giveConsent(transfer.id, said));
  const kind = consentNeeded(transfer.decision.findings, kinds);
  return (
    <>
      {consent.isError && <Failure error={consent.error} />}
      {kind !== undefined && (
        <ConsentForm
          kind={kind}
          submitLabel={words.consent.save}
          busy={consent.isPending}
          onSubmit={(said) => consent.mutate(said)}
        />
      )}
    </>
  );
}

function Retry({ transfer }: Of) {
  const retry = useAction(transfer.id, () => retryTransfer(transfer.id));
  return (
    <>
      <p>{sentence(transfer.failure?.hint)}</p>
      {retry.isError && <Failure error={retry.error} />}
      <Button aria-disabled={retry.isPending} onClick={() => retry.mutate(undefined)}>
        {words.transfer.retry}
      </Button>
    </>
  );
}
