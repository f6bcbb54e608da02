/** The pages that a send passes only when its verdict asks for them, or when patient care cannot wait. */
import type { ConsentKind, Destination } from '../api/types';
import { Button } from '../ui/Button';
import { Page } from '../ui/Page';
import type { DigestState } from '../upload/useDigest';
import { consentNeeded, contentPlace, nextStep, show } from '../verdict/verdict';
import { words } from '../words';
import { AcknowledgementForm } from './AcknowledgementForm';
import { ConsentForm } from './ConsentForm';
import { EmergencyForm } from './EmergencyForm';
import { Interruption } from './Interruption';
import { Preparing } from './Preparing';
import { SendFailure } from './SendFailure';
import { checkedWhen, interruptionOf, type Step } from './steps';
import type { Said } from './useSend';

interface Way {
  destination: Destination;
  /** A place that asks for nothing. */
  other: Destination | undefined;
  /** The country of the practice. */
  home: string;
  kinds: readonly ConsentKind[];
  busy: boolean;
  error: Error | null;
  digest: DigestState;
  onStep: (step: Step) => void;
  onOther: (other: Destination) => void;
  onSend: (said: Said) => void;
}

export function Steps({ step, ...way }: Way & { step: Exclude<Step, 'choose'> }) {
  return (
    <>
      <p>
        <Button kind="link" onClick={() => way.onStep('choose')}>
          {words.send.back}
        </Button>
      </p>
      {step === 'interruption' || step === 'emergency' ? (
        <Panel step={step} {...way} />
      ) : (
        <Page title={titles[step]}>
          <SendFailure error={way.error} />
          <Answer step={step} {...way} />
          <Preparing busy={way.busy} digest={way.digest} />
        </Page>
      )}
    </>
  );
}

const titles = {
  reason: words.acknowledgement.title,
  consent: words.consent.title,
  'emergency-reason': words.emergency.title,
};

function Panel({ step, destination, other, home, kinds, onStep, onOther }: Way & { step: 'interruption' | 'emergency' }) {
  const instead = other && {
    label: words.interruption.instead(other.name, show(other.verdict).headline),
    choose: () => onOther(other),
  };
  if (step === 'emergency') {
    const text = words.emergency;
    return (
      <Interruption
        title={checkedWhen(new Date())}
        body={[text.body, text.goes(destination.name)]}
        action={text.next}
        instead={instead}
        onAction={() => onStep('emergency-reason')}
      />
    );
  }
  const consent = nextStep(destination.verdict, kinds) === 'consent';
  return (
    <Interruption
      {...interruptionOf(destination, home, consent)}
      instead={instead}
      onAction={() => onStep(consent ? 'consent' : 'reason')}
    />
  );
}

function Answer({ step, destination, kinds, busy, onSend }: Way & { step: keyof typeof titles }) {
  const submitLabel = words.send.button(destination.name, contentPlace(destination.verdict.evidence));
  const kind = consentNeeded(destination.verdict.findings, kinds);
  switch (step) {
    case 'reason':
      return <AcknowledgementForm submitLabel={submitLabel} busy={busy} onSubmit={(reason) => onSend({ reason })} />;
    case 'consent':
      return (
        kind && (
          <ConsentForm kind={kind} submitLabel={submitLabel} busy={busy} onSubmit={(consent) => onSend({ consent })} />
        )
      );
    case 'emergency-reason':
      return (
        <EmergencyForm
          destination={destination.name}
          busy={busy}
          onSubmit={(emergency, taken) => onSend({ emergency, taken })}
        />
      );
  }
}
