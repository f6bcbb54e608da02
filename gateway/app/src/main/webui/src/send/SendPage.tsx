/** The first screen: where may this file go? Then, only when the verdict asks, an interruption or a consent step. */
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useSearchParams } from 'react-router';
import { consentKindsQuery, destinationsQuery } from '../api/gateway';
import type { Destination, Member } from '../api/types';
import { usePickedFile, type PickedFile } from '../seal/usePickedFile';
import { Button } from '../ui/Button';
import { ErrorSummary, type FieldErrors } from '../ui/Fields';
import { FilePicker } from '../ui/FilePicker';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { alternative, canChoose, chosenNow, contentPlace, mayBeEmergency, nextStep } from '../verdict/verdict';
import { words } from '../words';
import { DestinationChooser, choiceId } from './DestinationChooser';
import { NoWay } from './NoWay';
import { PatientLine } from './PatientLine';
import { Preparing } from './Preparing';
import { SealNotice } from './SealNotice';
import { SendFailure } from './SendFailure';
import { Steps } from './Steps';
import { patientOf, stepOf, type Step } from './steps';
import { useSend, type Said } from './useSend';

export function SendPage({ me }: { me: Member }) {
  const { practice } = me;
  const [params, setParams] = useSearchParams();
  const jurisdiction = params.get('patient') ?? practice.jurisdiction;
  const [picked, setPicked] = useState<string | undefined>(undefined);
  const [errors, setErrors] = useState<FieldErrors>({});
  const photo = usePickedFile(practice.recipients);
  const send = useSend();
  const destinations = useQuery(destinationsQuery(jurisdiction));
  const kinds = useQuery(consentKindsQuery).data ?? [];

  const list = destinations.data ?? [];
  const chosen = chosenNow(list, picked);
  const { file } = photo;
  const step = stepOf(params.get('step'), chosen, file, kinds);

  // The step and the patient's place are part of the address, so that a phone's back button goes one step back.
  const goTo = (next: Step, patient = jurisdiction) => {
    send.reset();
    setParams({
      ...(patient === practice.jurisdiction ? {} : { patient }),
      ...(next === 'choose' ? {} : { step: next }),
    });
  };

  const sendWith = (destination: Destination, said: Said = {}) => {
    if (!send.isPending && file !== undefined) {
      const patient = patientOf(jurisdiction, practice.jurisdiction);
      send.mutate({ destination, file, digest: photo.digest.digest, patient, ...said });
    }
  };

  const choose = (next: File | undefined) => {
    send.reset();
    setErrors({});
    setPicked(chosen?.id);
    photo.choose(next);
  };

  /** Goes on to what comes next, unless something is missing. */
  const press = (go: (destination: Destination) => void) => {
    const found = { ...(chosen === undefined ? { [choiceId(list)]: words.send.needDestination } : {}), ...wrongFile(photo) };
    setErrors(found);
    if (chosen !== undefined && Object.keys(found).length === 0) {
      setPicked(chosen.id);
      go(chosen);
    }
  };

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (photo.sealing.status === 'open') {
      photo.seal();
      return;
    }
    press((destination) => {
      const next = nextStep(destination.verdict, kinds);
      if (next === 'acknowledge' || next === 'consent') {
        goTo('interruption');
      } else if (next !== 'none') {
        sendWith(destination);
      }
    });
  };

  if (step !== 'choose' && chosen !== undefined) {
    return (
      <Steps
        key={step}
        step={step}
        destination={chosen}
        other={alternative(list, chosen)}
        home={practice.jurisdiction}
        kinds={kinds}
        busy={send.isPending}
        error={send.error}
        digest={photo.digest.state}
        onStep={goTo}
        onOther={(other) => {
          setPicked(other.id);
          goTo('choose');
        }}
        onSend={(said) => sendWith(chosen, said)}
      />
    );
  }

  return (
    <Page title={words.send.title}>
      <ErrorSummary errors={errors} />
      <form onSubmit={submit} noValidate>
        <PatientLine
          jurisdiction={jurisdiction}
          onChange={(next) => {
            setPicked(undefined);
            goTo('choose', next);
          }}
        />
        <Loaded query={destinations} empty={(answer) => (answer.length === 0 ? <NoWay kind="none" practice={practice.name} /> : null)}>
          {(answer) => (
            <>
              <DestinationChooser
                destinations={answer}
                kinds={kinds}
                chosen={chosen?.id}
                error={errors[choiceId(answer)]}
                onChoose={(id) => {
                  send.reset();
                  setPicked(id);
                }}
              />
              {answer.some(canChoose) ? (
                <>
                  <FilePicker
                    id="file"
                    label={words.send.file}
                    hint={`${words.send.fileHint}${practice.recipients.length === 0 ? '' : ` ${words.send.fileHintSeal}`}`}
                    error={errors.file}
                    file={photo.picked}
                    onChoose={choose}
                  />
                  <SealNotice sealing={photo.sealing} practice={practice.name} onAsIs={photo.sendAsIs} />
                  <SendFailure error={send.error} />
                  <Actions
                    photo={photo}
                    practice={practice.name}
                    chosen={chosen}
                    busy={send.isPending}
                    urgent={chosen !== undefined && mayBeEmergency(chosen.verdict, kinds)}
                    onUrgent={() => press(() => goTo('emergency'))}
                  />
                </>
              ) : (
                <NoWay kind="blocked" practice={practice.name} />
              )}
            </>
          )}
        </Loaded>
      </form>
    </Page>
  );
}

/** The one button, and the way past what is asked when patient care cannot wait. */
function Actions({
  photo,
  practice,
  chosen,
  busy,
  urgent,
  onUrgent,
}: {
  photo: PickedFile;
  practice: string;
  chosen: Destination | undefined;
  busy: boolean;
  urgent: boolean;
  onUrgent: () => void;
}) {
  const text = words.send;
  if (photo.sealing.status === 'open' || photo.sealing.status === 'sealing') {
    return (
      <Button type="submit" aria-disabled={photo.sealing.status === 'sealing'}>
        {words.seal.button(practice)}
      </Button>
    );
  }
  return (
    <>
      <Button type="submit" aria-disabled={busy}>
        {chosen === undefined ? text.buttonNone : text.button(chosen.name, contentPlace(chosen.verdict.evidence))}
      </Button>
      {urgent && (
        <p>
          <Button kind="link" onClick={onUrgent}>
            {text.emergency}
          </Button>
        </p>
      )}
      <Preparing busy={busy} digest={photo.digest.state} />
    </>
  );
}

function wrongFile({ file, sealing, digest }: PickedFile): FieldErrors {
  if (file === undefined) {
    return { file: words.send.needFile };
  }
  if (file.size === 0) {
    return { file: words.send.emptyFile };
  }
  switch (sealing.status) {
    case 'open':
    case 'sealing':
      return { file: words.seal.open };
    case 'failed':
      return { file: words.seal.failed };
    case 'too-big':
      return { file: words.seal.tooBig };
    case 'sealed':
    case 'as-picked':
      return digest.state.status === 'unreadable' ? { file: words.send.unreadableFile } : {};
  }
}
