/** The form of a decision: what, its own fields, why. Deleting and moving ask once more. */
import { useState } from 'react';
import type { Ruling } from '../api/reviews';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Failure } from '../ui/Failure';
import { Choice, ErrorSummary, Field, Group, describedBy, type FieldErrors } from '../ui/Fields';
import { reviewsWords as text } from '../words/reviews';
import { rulingOf, wrongIn, type DecisionCode, type Draft } from './decision';
import { DecisionFields } from './DecisionFields';

/** The files that a decision moves, where one case is decided. */
export interface Moving {
  from: string | undefined;
  patientJurisdiction: string | undefined;
}

export function DecisionForm({
  id,
  draft,
  onDraft,
  allowed,
  cases,
  moving,
  busy,
  error,
  onSubmit,
  children,
}: {
  /** Stands before the ids of the fields. */
  id: string;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  allowed: readonly DecisionCode[];
  /** How many cases the decision counts for. */
  cases: number;
  moving?: Moving;
  busy: boolean;
  error: Error | null;
  onSubmit: (ruling: Ruling) => void;
  children?: React.ReactNode;
}) {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [asking, setAsking] = useState(false);
  const chosen = draft.decision === '' || !allowed.includes(draft.decision) ? undefined : draft.decision;
  const submit = () => {
    if (busy) {
      return;
    }
    const wrong = wrongIn(draft, allowed, id, Date.now());
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) {
      return;
    }
    if (chosen === 'DELETE' || chosen === 'MOVE') {
      setAsking(true);
    } else {
      onSubmit(rulingOf(draft));
    }
  };
  const whatId = `${id}-what`;
  const reasonId = `${id}-reason`;
  const label = chosen === undefined ? text.submitNone : (text.submit[chosen]?.(cases) ?? text.submitNone);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ErrorSummary errors={errors} />
      {error !== null && <Failure error={error} />}
      <Group id={whatId} legend={text.decisionWhat} error={errors[`${id}-${allowed[0] ?? ''}`]}>
        {allowed.map((code) => (
          <Choice
            key={code}
            type="radio"
            id={`${id}-${code}`}
            name={whatId}
            checked={draft.decision === code}
            onChange={() => onDraft({ ...draft, decision: code })}
            label={
              <>
                {text.decisionOptions[code]}
                {draft.decision === code && <span className="quiet case-more">{text.decisionHints[code]}</span>}
              </>
            }
          />
        ))}
      </Group>
      <DecisionFields id={id} draft={draft} chosen={chosen} onDraft={onDraft} errors={errors} moving={moving} />
      <Field id={reasonId} label={text.reason} hint={text.reasonHint} error={errors[reasonId]}>
        <textarea
          id={reasonId}
          rows={3}
          value={draft.reason}
          aria-invalid={errors[reasonId] !== undefined}
          aria-describedby={describedBy(reasonId, { hint: true, error: errors[reasonId] })}
          onChange={(event) => onDraft({ ...draft, reason: event.target.value })}
        />
      </Field>
      {children}
      <Button type="submit" aria-disabled={busy}>
        {label}
      </Button>
      <Confirm
        open={asking}
        danger={chosen === 'DELETE'}
        title={chosen === 'DELETE' ? text.confirmDelete : text.confirmMove}
        action={label}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          onSubmit(rulingOf(draft));
        }}
      >
        <p>{chosen === 'DELETE' ? text.confirmDeleteBody : text.confirmMoveBody}</p>
      </Confirm>
    </form>
  );
}
