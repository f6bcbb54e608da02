/** Asks why a warned send should go on: a reason code and, when the code says too little, words. */
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../ui/Button';
import { Choice, ErrorSummary, Field, Group, describedBy, type FieldErrors } from '../ui/Fields';
import { words } from '../words';

export interface Reason {
  reasonCode: string;
  reason: string;
}

const OTHER = 'OTHER';

/** Has a way of its own, which compliance checks; older sends may still carry it as a reason. */
const URGENT = 'CARE_CANNOT_WAIT';

export function AcknowledgementForm({
  submitLabel,
  busy,
  onSubmit,
}: {
  submitLabel: string;
  busy: boolean;
  onSubmit: (reason: Reason) => void;
}) {
  const text = words.acknowledgement;
  const codes = Object.entries(text.reasons).filter(([each]) => each !== URGENT);
  const [code, setCode] = useState('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found: FieldErrors = {
      ...(code === '' ? { [`reason-${codes[0]?.[0] ?? ''}`]: text.needCode } : {}),
      ...(code === OTHER && reason.trim() === '' ? { 'reason-text': text.needReason } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length === 0 && !busy) {
      onSubmit({ reasonCode: code, reason: reason.trim() });
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <p>{text.body}</p>
      <Group id="reason" legend={text.reasonCode} error={code === '' ? Object.values(errors)[0] : undefined}>
        {codes.map(([value, label]) => (
          <Choice
            key={value}
            type="radio"
            id={`reason-${value}`}
            name="reason"
            label={label}
            checked={code === value}
            onChange={() => setCode(value)}
          />
        ))}
      </Group>
      <Field id="reason-text" label={text.reason} hint={text.reasonHint} error={errors['reason-text']}>
        <textarea
          id="reason-text"
          rows={3}
          maxLength={500}
          value={reason}
          aria-describedby={describedBy('reason-text', { hint: true, error: errors['reason-text'] })}
          aria-invalid={errors['reason-text'] !== undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Button type="submit" aria-disabled={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
