/** Asks for the reference of the patient's consent and what the patient was told; never for the consent itself. */
import { useState, type SyntheticEvent } from 'react';
import type { Consent, ConsentKind } from '../api/types';
import { Button } from '../ui/Button';
import { Choice, ErrorSummary, Field, Group, describedBy, type FieldErrors } from '../ui/Fields';
import { words } from '../words';

/** Each consent counts for one send: nothing here asks a patient for more. */
const THIS_USE = 'this_use';

/** What the gateway takes as a reference; it keeps free text, and so names, out. */
const REFERENCE = /^[A-Za-z0-9._:/-]{1,100}$/;

function wrongReference(reference: string): FieldErrors {
  if (reference === '') {
    return { 'consent-reference': words.consent.needReference };
  }
  return REFERENCE.test(reference) ? {} : { 'consent-reference': words.consent.wrongReference };
}

/** As they are said: who, where, what follows. What the catalogue does not know comes last. */
function inOrder(statements: readonly string[]): string[] {
  const known = Object.keys(words.consent.statement);
  return [...known.filter((each) => statements.includes(each)), ...statements.filter((each) => !known.includes(each))];
}

export function ConsentForm({
  kind,
  submitLabel,
  busy,
  onSubmit,
}: {
  kind: ConsentKind;
  submitLabel: string;
  busy: boolean;
  onSubmit: (consent: Consent) => void;
}) {
  const text = words.consent;
  const [reference, setReference] = useState('');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [errors, setErrors] = useState<FieldErrors>({});
  const statements = inOrder(kind.statements);
  const missing = statements.filter((statement) => !ticked.has(statement));

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found: FieldErrors = {
      ...(missing[0] === undefined ? {} : { [`statement-${missing[0]}`]: text.needStatements }),
      ...wrongReference(reference.trim()),
    };
    setErrors(found);
    if (Object.keys(found).length === 0 && !busy) {
      onSubmit({ kind: kind.id, statements: [...kind.statements], scope: THIS_USE, reference: reference.trim() });
    }
  };

  const toggle = (statement: string) => {
    const next = new Set(ticked);
    if (!next.delete(statement)) {
      next.add(statement);
    }
    setTicked(next);
  };

  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <Group
        id="statements"
        legend={text.statements}
        hint={text.statementsHint}
        error={Object.entries(errors).find(([id]) => id.startsWith('statement-'))?.[1]}
      >
        {statements.map((statement) => (
          <Choice
            key={statement}
            type="checkbox"
            id={`statement-${statement}`}
            name="statements"
            label={text.statement[statement] ?? statement}
            checked={ticked.has(statement)}
            onChange={() => toggle(statement)}
          />
        ))}
      </Group>
      <Field
        id="consent-reference"
        label={text.reference}
        hint={text.referenceHint}
        error={errors['consent-reference']}
      >
        <input
          id="consent-reference"
          type="text"
          autoComplete="off"
          maxLength={100}
          value={reference}
          aria-describedby={describedBy('consent-reference', { hint: true, error: errors['consent-reference'] })}
          aria-invalid={errors['consent-reference'] !== undefined}
          onChange={(event) => setReference(event.target.value)}
        />
      </Field>
      <Button type="submit" aria-disabled={busy}>
        {submitLabel}
      </Button>
    </form>
  );
}
