/** Form parts with their labels, hints and errors tied together, and the summary that lists the errors. */
import { useEffect, useRef, type ReactNode } from 'react';
import { words } from '../words';

/** Errors by the id of the field that they belong to. */
export type FieldErrors = Record<string, string>;

export function ErrorSummary({ errors }: { errors: FieldErrors }) {
  const ref = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  useEffect(() => {
    if (Object.keys(errors).length > 0) {
      ref.current?.focus();
    }
  }, [errors]);
  if (entries.length === 0) {
    return null;
  }
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={ref} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{words.problem.heading}</h2>
      <ul>
        {entries.map(([id, text]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function describedBy(id: string, parts: { hint?: boolean; error?: string | undefined }): string | undefined {
  const ids = [
    ...(parts.hint === true ? [`${id}-hint`] : []),
    ...(parts.error === undefined ? [] : [`${id}-error`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** A labelled control. The control has the id and `describedBy(id, …)`. */
export function Field({
  id,
  label,
  hint,
  error,
  children,
}: {
  id: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={error === undefined ? 'field' : 'field field-wrong'}>
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <Hint id={id} text={hint} />
      <FieldError id={id} text={error} />
      {children}
    </div>
  );
}

/** A group of radios or tick boxes under one question. */
export function Group({
  id,
  legend,
  hint,
  error,
  children,
}: {
  id: string;
  legend: string;
  hint?: string;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <fieldset
      className={error === undefined ? 'field' : 'field field-wrong'}
      aria-describedby={describedBy(id, { hint: hint !== undefined, error })}
    >
      <legend className="field-label">{legend}</legend>
      <Hint id={id} text={hint} />
      <FieldError id={id} text={error} />
      {children}
    </fieldset>
  );
}

function Hint({ id, text }: { id: string; text: string | undefined }) {
  return text === undefined ? null : (
    <p id={`${id}-hint`} className="hint">
      {text}
    </p>
  );
}

function FieldError({ id, text }: { id: string; text: string | undefined }) {
  return text === undefined ? null : (
    <p id={`${id}-error`} className="field-error">
      {text}
    </p>
  );
}

export function Choice(props: {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  label: ReactNode;
  checked: boolean;
  onChange: () => void;
}) {
  const { id, label, onChange, ...input } = props;
  return (
    <div className="choice">
      <input id={id} {...input} onChange={onChange} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}
