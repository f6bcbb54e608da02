/** "This looks wrong": tells compliance that a rule spoke wrongly in a decision. */
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { newIdempotencyKey } from '../api/client';
import { objectTo } from '../api/gateway';
import type { Finding } from '../api/types';
import { Button } from '../ui/Button';
import { Choice, ErrorSummary, Field, Group, describedBy, type FieldErrors } from '../ui/Fields';
import { Failure } from '../ui/Failure';
import { useDraft } from '../ui/useDraft';
import { words } from '../words';

export function Objection({ decisionId, findings }: { decisionId: string; findings: readonly Finding[] }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const text = words.verdict;
  if (done) {
    return <p role="status">{text.wrongSent}</p>;
  }
  return open ? (
    <Form decisionId={decisionId} findings={findings} onDone={() => setDone(true)} />
  ) : (
    <Button kind="link" onClick={() => setOpen(true)}>
      {text.wrong}
    </Button>
  );
}

const REASON = 'objection-reason';

function Form({ decisionId, findings, onDone }: { decisionId: string; findings: readonly Finding[]; onDone: () => void }) {
  const text = words.verdict;
  const key = useRef(newIdempotencyKey());
  const [rule, setRule] = useState(findings[0]?.id ?? '');
  const [reason, setReason, forget] = useDraft(`objection/${decisionId}`, '');
  const [errors, setErrors] = useState<FieldErrors>({});
  const tell = useMutation({
    mutationFn: () => objectTo(rule, decisionId, reason.trim(), key.current),
    onSuccess: () => {
      forget();
      onDone();
    },
    // Another rule or other words are another request.
    onError: () => {
      key.current = newIdempotencyKey();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found: FieldErrors = reason.trim() === '' ? { [REASON]: text.needWrongReason } : {};
    setErrors(found);
    if (Object.keys(found).length === 0 && !tell.isPending) {
      tell.mutate();
    }
  };
  return (
    <form onSubmit={submit} noValidate className="objection">
      <ErrorSummary errors={errors} />
      {tell.isError && <Failure error={tell.error} />}
      <Group id="objection-rule" legend={text.wrongTitle}>
        {findings.map(({ id, text: said }) => (
          <Choice
            key={id}
            type="radio"
            id={`objection-${id}`}
            name="objection-rule"
            label={said}
            checked={rule === id}
            onChange={() => setRule(id)}
          />
        ))}
      </Group>
      <Field id={REASON} label={text.wrongReason} hint={text.wrongReasonHint} error={errors[REASON]}>
        <textarea
          id={REASON}
          rows={3}
          maxLength={500}
          value={reason}
          aria-describedby={describedBy(REASON, { hint: true, error: errors[REASON] })}
          aria-invalid={errors[REASON] !== undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Button type="submit" aria-disabled={tell.isPending}>
        {text.wrongSend}
      </Button>
    </form>
  );
}
