/** "This looks wrong": tells compliance that a rule spoke wrongly in a decision. */
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type SyntheticEvent } from 'react';
import { newIdempotencyKey } from '../api/client';
import { objectTo } from '../api/gateway';
import { Button } from '../ui/Button';
import { Choice, ErrorSummary, Field, Group, describedBy, type FieldErrors } from '../ui/Fields';
import { Failure } from '../ui/Failure';
import { useDraft } from '../ui/useDraft';
import { words } from '../words';

export function Objection({ decisionId, rules }: { decisionId: string; rules: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const text = words.verdict;
  if (done) {
    return <p role="status">{text.wrongSent}</p>;
  }
  return open ? (
    <Form decisionId={decisionId} rules={rules} onDone={() => setDone(true)} />
  ) : (
    <Button kind="link" onClick={() => setOpen(true)}>
      {text.wrong}
    </Button>
  );
}

const REASON = 'objection-reason';

function Form({ decisionId, rules, onDone }: { decisionId: string; rules: readonly string[]; onDone: () => void }) {
  const text = words.verdict;
  const key = useRef(newIdempotencyKey());
  const [rule, setRule] = useState(rules[0] ?? '');
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
        {rules.map((each) => (
          <Choice
            key={each}
            type="radio"
            id={`objection-${each}`}
            name="objection-rule"
            label={text.wrongAbout(each)}
            checked={rule === each}
            onChange={() => setRule(each)}
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
