/** A field with one line to fill in, its label, hint and error tied to it. */
import { Field, describedBy } from '../ui/Fields';

export function Line({
  id,
  label,
  hint,
  error,
  value,
  type = 'text',
  list,
  onChange,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  type?: 'text' | 'date' | 'password';
  list?: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field id={id} label={label} {...(hint === undefined ? {} : { hint })} error={error}>
      <input
        id={id}
        type={type}
        value={value}
        list={list}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellCheck={false}
        aria-describedby={describedBy(id, { hint: hint !== undefined, error })}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
