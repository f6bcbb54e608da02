/** The first screen: where may this file go? Then, only when the verdict asks, an interruption or a consent step. */
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useSearchParams } from 'react-router';
import { destinationsQuery, jurisdictionsQuery } from '../api/gateway';
import type { Destination, Member, NewTransfer } from '../api/types';
import { UnreadableFileError } from '../upload/digestInWorker';
import { useDigest, type DigestState } from '../upload/useDigest';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Field, ErrorSummary, describedBy, type FieldErrors } from '../ui/Fields';
import { FilePicker } from '../ui/FilePicker';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { alternative, canChoose, chosenNow, consentNeeded, contentPlace, nextStep, show, toAcknowledge } from '../verdict/verdict';
import { words } from '../words';
import { AcknowledgementForm } from './AcknowledgementForm';
import { ConsentForm } from './ConsentForm';
import { DestinationChooser } from './DestinationChooser';
import { useSend, type Order } from './useSend';

type Step = 'choose' | 'interruption' | 'reason' | 'consent';

const country = (jurisdiction: string) => jurisdiction.split('-')[0] ?? jurisdiction;

/** At home the law of the place applies anyway; from abroad nobody has said yet whether it follows. */
export function patientOf(jurisdiction: string, practice: string): NewTransfer['patient'] {
  return { jurisdiction, lawFollows: country(jurisdiction) === country(practice) ? 'no' : 'unknown' };
}

export function SendPage({ me }: { me: Member }) {
  const [jurisdiction, setJurisdiction] = useState(me.practice.jurisdiction);
  const [picked, setPicked] = useState<string | undefined>(undefined);
  const [file, setFile] = useState<File | undefined>(undefined);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [params, setParams] = useSearchParams();
  const digest = useDigest();
  const send = useSend();
  const destinations = useQuery(destinationsQuery(jurisdiction));

  const list = destinations.data ?? [];
  const open = list.filter(canChoose);
  const chosen = chosenNow(list, picked);
  const step = stepOf(params.get('step'), chosen, file);
  const busy = send.isPending;

  // The step is part of the address, so that a phone's back button goes one step back.
  const goTo = (next: Step) => {
    send.reset();
    setParams(next === 'choose' ? {} : { step: next });
  };

  const sendWith = (destination: Destination, chosenFile: File, said: Pick<Order, 'reason' | 'consent'> = {}) => {
    if (!busy) {
      send.mutate({
        destination,
        file: chosenFile,
        digest: digest.digest,
        patient: patientOf(jurisdiction, me.practice.jurisdiction),
        ...said,
      });
    }
  };

  const choose = (next: File | undefined) => {
    send.reset();
    setErrors({});
    setPicked(chosen?.id);
    setFile(next);
    digest.choose(next);
  };

  const press = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = {
      ...(chosen === undefined ? { [choiceId(open)]: words.send.needDestination } : {}),
      ...wrongFile(file, digest.state),
    };
    setErrors(found);
    if (file === undefined || chosen === undefined || Object.keys(found).length > 0) {
      return;
    }
    setPicked(chosen.id);
    switch (nextStep(chosen.verdict)) {
      case 'acknowledge':
        goTo('interruption');
        break;
      case 'consent':
        goTo('consent');
        break;
      case 'send':
      case 'send-and-wait':
        sendWith(chosen, file);
        break;
      case 'none':
        break;
    }
  };

  if (step !== 'choose' && chosen !== undefined && file !== undefined) {
    return (
      <Steps
        key={step}
        step={step}
        destination={chosen}
        other={alternative(list, chosen)}
        busy={busy}
        error={send.error}
        digest={digest.state}
        onBack={() => goTo('choose')}
        onReason={() => goTo('reason')}
        onOther={(other) => {
          setPicked(other.id);
          goTo('choose');
        }}
        onSend={(said) => sendWith(chosen, file, said)}
      />
    );
  }

  return (
    <Page title={words.send.title}>
      <ErrorSummary errors={errors} />
      <form onSubmit={press} noValidate>
        <PatientField
          jurisdiction={jurisdiction}
          onChange={(next) => {
            setPicked(undefined);
            setJurisdiction(next);
          }}
        />
        {destinations.isPending && (
          <p role="status" className="loading">
            {words.send.checking}
          </p>
        )}
        {destinations.isError && (
          <Failure
            error={destinations.error}
            onRetry={() => {
              void destinations.refetch();
            }}
          />
        )}
        {destinations.isSuccess && list.length === 0 && (
          <Notice shape="unknown" title={words.send.noDestinations}>
            <p>{words.send.noDestinationsHint}</p>
          </Notice>
        )}
        {list.length > 0 && (
          <DestinationChooser
            destinations={list}
            chosen={chosen?.id}
            error={errors[choiceId(open)]}
            onChoose={setPicked}
          />
        )}
        {list.length > 0 && open.length === 0 && (
          <Notice shape="block" title={words.send.allBlocked}>
            <p>{words.send.allBlockedHint}</p>
          </Notice>
        )}
        {open.length > 0 && (
          <>
            <FilePicker
              id="file"
              label={words.send.file}
              hint={words.send.fileHint}
              error={errors.file}
              file={file}
              onChoose={choose}
            />
            <SendFailure error={send.error} />
            <Button type="submit" aria-disabled={busy}>
              {chosen === undefined
                ? words.send.buttonNone
                : words.send.button(chosen.name, contentPlace(chosen.verdict.evidence))}
            </Button>
            <Preparing busy={busy} digest={digest.state} />
          </>
        )}
      </form>
    </Page>
  );
}

/** The step that the address names, as long as the choices it rests on are still there (they are not after a reload). */
export function stepOf(named: string | null, chosen: Destination | undefined, file: File | undefined): Step {
  if (chosen === undefined || file === undefined) {
    return 'choose';
  }
  const next = nextStep(chosen.verdict);
  if ((named === 'interruption' || named === 'reason') && next === 'acknowledge') {
    return named;
  }
  return named === 'consent' && next === 'consent' ? 'consent' : 'choose';
}

/** The radio that an error about the choice leads to. */
const choiceId = (open: readonly Destination[]) => `destination-${open[0]?.id ?? ''}`;

function wrongFile(file: File | undefined, digest: DigestState): FieldErrors {
  if (file === undefined) {
    return { file: words.send.needFile };
  }
  if (file.size === 0) {
    return { file: words.send.emptyFile };
  }
  return digest.status === 'unreadable' ? { file: words.send.unreadableFile } : {};
}

function PatientField({ jurisdiction, onChange }: { jurisdiction: string; onChange: (id: string) => void }) {
  const jurisdictions = useQuery(jurisdictionsQuery);
  const known = jurisdictions.data ?? [];
  const options = known.some((item) => item.id === jurisdiction)
    ? known
    : [{ id: jurisdiction, name: jurisdiction }, ...known];
  return (
    <Field id="patient" label={words.send.patient} hint={words.send.patientHint}>
      <select
        id="patient"
        value={jurisdiction}
        aria-describedby={describedBy('patient', { hint: true })}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map((item) => (
          <option key={item.id} value={item.id}>
            {item.name}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Preparing({ busy, digest }: { busy: boolean; digest: DigestState }) {
  return (
    <p role="status" className="quiet">
      {busy && (digest.status === 'reading' ? words.send.preparing(digest.percent) : words.send.starting)}
    </p>
  );
}

function SendFailure({ error }: { error: Error | null }) {
  if (error === null) {
    return null;
  }
  return error instanceof UnreadableFileError ? (
    <div role="alert">
      <Notice shape="block" title={words.send.unreadableFile} />
    </div>
  ) : (
    <Failure error={error} />
  );
}

function Steps({
  step,
  destination,
  other,
  busy,
  error,
  digest,
  onBack,
  onReason,
  onOther,
  onSend,
}: {
  step: Exclude<Step, 'choose'>;
  destination: Destination;
  other: Destination | undefined;
  busy: boolean;
  error: Error | null;
  digest: DigestState;
  onBack: () => void;
  onReason: () => void;
  onOther: (other: Destination) => void;
  onSend: (said: Pick<Order, 'reason' | 'consent'>) => void;
}) {
  const shown = show(destination.verdict);
  const warnings = toAcknowledge(destination.verdict.findings);
  const place = contentPlace(destination.verdict.evidence);
  const sendLabel = words.send.button(destination.name, place);
  const back = (
    <p>
      <Button kind="link" onClick={onBack}>
        {words.send.back}
      </Button>
    </p>
  );
  const kind = consentNeeded(destination.verdict.findings);
  const instead = other !== undefined && (
    <p>
      <Button kind="link" onClick={() => onOther(other)}>
        {words.interruption.instead(other.name, show(other.verdict).headline)}
      </Button>
    </p>
  );
  switch (step) {
    case 'interruption': {
      const title = shown.word === 'unknown' ? words.interruption.unknownTitle : words.interruption.title;
      return (
        <>
          {back}
          <div className="interruption">
            <Page title={title}>
              <p>
                <strong>{destination.name}:</strong> {shown.headline}
              </p>
              {warnings.map((finding) => (
                <p key={finding.id}>{finding.text}</p>
              ))}
              <Button onClick={onReason}>{words.interruption.next(destination.name)}</Button>
              {instead}
            </Page>
          </div>
        </>
      );
    }
    case 'reason':
      return (
        <>
          {back}
          <Page title={words.acknowledgement.title}>
            <SendFailure error={error} />
            <AcknowledgementForm submitLabel={sendLabel} busy={busy} onSubmit={(reason) => onSend({ reason })} />
            <Preparing busy={busy} digest={digest} />
          </Page>
        </>
      );
    case 'consent':
      return (
        <>
          {back}
          <Page title={words.consent.title}>
            <p>{words.consent.body(destination.name)}</p>
            {instead}
            <SendFailure error={error} />
            {kind !== undefined && (
              <ConsentForm kind={kind} submitLabel={sendLabel} busy={busy} onSubmit={(consent) => onSend({ consent })} />
            )}
            <Preparing busy={busy} digest={digest} />
          </Page>
        </>
      );
  }
}
