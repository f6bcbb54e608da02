/** The switch that stops sending to a place, by an account or to a provider, and the way on. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { resumeSending, stopSending, stopsQuery, underWayQuery, useAct, type Stop, type StopScope } from '../api/storage';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Failure } from '../ui/Failure';
import { Field, describedBy } from '../ui/Fields';
import { Notice } from '../ui/Notice';
import { Naming } from '../ui/Person';
import { Time } from '../ui/Time';
import { useDraft } from '../ui/useDraft';
import { storageWords } from '../words/storage';
import { plain } from './facts';
import { useRights } from './parts';

const text = storageWords.stop;

export interface Stoppable {
  scope: StopScope;
  target: string;
  /** As people call it. */
  name: string;
}

/**
 * @param reaches what else it holds up, by name
 */
export function StopControl({ scope, target, name, reaches = [] }: Stoppable & { reaches?: readonly string[] }) {
  const stops = useQuery(stopsQuery);
  const { stops: mayStop } = useRights();
  const standing = stops.data?.find((stop) => stop.scope === scope && stop.target === target);
  if (stops.data === undefined) {
    return null;
  }
  if (standing !== undefined) {
    return <Standing stop={standing} resumable={mayStop} />;
  }
  return mayStop ? <StopButton scope={scope} target={target} name={name} reaches={reaches} /> : <p className="quiet">{text.only}</p>;
}

/** What is stopped, by whom and why; the way on stands there for who may. */
export function Standing({ stop, resumable }: { stop: Stop; resumable: boolean }) {
  const [asking, setAsking] = useState(false);
  const resume = useAct(() => resumeSending(stop.scope, stop.target), () => setAsking(false));
  return (
    <Notice shape="block" title={text.scoped[stop.scope]}>
      <p>
        <Naming who={[stop.stoppedBy]} said={(who) => text.by(who, plain(stop.reason) ?? stop.reason)} /> <Time at={stop.stoppedAt} />
      </p>
      <p>{text.underWay(stop.underWay)}</p>
      {resumable && (
        <Button kind="secondary" onClick={() => setAsking(true)}>
          {text.resume}
        </Button>
      )}
      <Confirm
        open={asking}
        title={text.resumeAsk}
        action={text.resume}
        busy={resume.isPending}
        onConfirm={() => resume.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>{text.resumeBody}</p>
        {resume.error !== null && <Failure error={resume.error} />}
      </Confirm>
    </Notice>
  );
}

function StopButton({ scope, target, name, reaches }: Stoppable & { reaches: readonly string[] }) {
  const [asking, setAsking] = useState(false);
  const files = useQuery(underWayQuery).data?.find((each) => each.scope === scope && each.target === target)?.files ?? 0;
  const [reason, setReason, forget] = useDraft(`stop/${scope}/${target}`, '');
  const [error, setError] = useState<string>();
  const stop = useAct(
    () => stopSending(scope, target, reason.trim()),
    () => {
      forget();
      setAsking(false);
    },
  );
  const id = `stop-reason-${scope}-${target}`;
  const confirm = () => {
    const missing = reason.trim() === '';
    setError(missing ? text.needReason : undefined);
    if (missing) {
      document.getElementById(id)?.focus();
    } else {
      stop.mutate(undefined);
    }
  };
  return (
    <>
      <Button kind={scope === 'DESTINATION' ? 'danger' : 'link'} onClick={() => setAsking(true)}>
        {text.button[scope](name)}
      </Button>
      <Confirm
        open={asking}
        title={text.ask(name)}
        action={text.yes}
        danger
        busy={stop.isPending}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        <p>{text.consequence}</p>
        <p>{text.onTheirWay(files)}</p>
        {reaches.length > 1 && <p>{text.also(reaches.join(', '))}</p>}
        {stop.error !== null && <Failure error={stop.error} />}
        <Field id={id} label={text.reason} hint={text.reasonHint} error={error}>
          <input
            id={id}
            type="text"
            maxLength={500}
            autoComplete="off"
            value={reason}
            aria-describedby={describedBy(id, { hint: true, error })}
            aria-invalid={error !== undefined}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </Confirm>
    </>
  );
}
