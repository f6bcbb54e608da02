/** Why patient care cannot wait: words, for whoever checks it afterwards. */
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../ui/Button';
import { ErrorSummary, Field, describedBy, type FieldErrors } from '../ui/Fields';
import { useDraft } from '../ui/useDraft';
import { words } from '../words';

const FIELD = 'emergency-reason';

export function EmergencyForm({
  destination,
  busy,
  onSubmit,
}: {
  destination: string;
  busy: boolean;
  /** `taken` is called once the gateway has it. */
  onSubmit: (reason: string, taken: () => void) => void;
}) {
  const text = words.emergency;
  const [reason, setReason, forget] = useDraft(`emergency/${destination}`, '');
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found: FieldErrors = reason.trim() === '' ? { [FIELD]: text.needReason } : {};
    setErrors(found);
    if (Object.keys(found).length === 0 && !busy) {
      onSubmit(reason.trim(), forget);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <Field id={FIELD} label={text.reason} hint={text.reasonHint} error={errors[FIELD]}>
        <textarea
          id={FIELD}
          rows={3}
          maxLength={500}
          value={reason}
          aria-describedby={describedBy(FIELD, { hint: true, error: errors[FIELD] })}
          aria-invalid={errors[FIELD] !== undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Button type="submit" aria-disabled={busy}>
        {text.send(destination)}
      </Button>
    </form>
  );
}
