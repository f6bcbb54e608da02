/** The fields that belong to one kind of decision: until when, where to, under which reference. */
import { useQuery } from '@tanstack/react-query';
import { placesQuery } from '../api/reviews';
import { Failure } from '../ui/Failure';
import { Field, describedBy, type FieldErrors } from '../ui/Fields';
import { reviewsWords as text } from '../words/reviews';
import type { DecisionCode, Draft } from './decision';
import type { Moving } from './DecisionForm';

interface Props {
  id: string;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  errors: FieldErrors;
}

export function DecisionFields({
  chosen,
  moving,
  ...props
}: Props & { chosen: DecisionCode | undefined; moving: Moving | undefined }) {
  switch (chosen) {
    case 'ACCEPT_UNTIL':
      return <Line {...props} name="until" type="date" label={text.until} hint={text.untilHint} />;
    case 'MOVE':
      return <MoveTo {...props} moving={moving} />;
    case 'REPORT':
      return (
        <>
          <Line {...props} name="reference" type="text" label={text.reportReference} hint={text.reportReferenceHint} />
          <Line {...props} name="reportedAt" type="datetime-local" label={text.reportedAt} />
        </>
      );
    case 'ACCEPT':
    case 'DELETE':
    case 'REOPEN':
    case undefined:
      return null;
  }
}

function Line({
  id,
  draft,
  onDraft,
  errors,
  name,
  type,
  label,
  hint,
}: Props & {
  name: 'until' | 'reference' | 'reportedAt';
  type: 'date' | 'text' | 'datetime-local';
  label: string;
  hint?: string;
}) {
  const field = `${id}-${name}`;
  const error = errors[field];
  return (
    <Field id={field} label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      <input
        id={field}
        type={type}
        autoComplete="off"
        value={draft[name]}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(field, { hint: hint !== undefined, error })}
        onChange={(event) => onDraft({ ...draft, [name]: event.target.value })}
      />
    </Field>
  );
}

const TAKES: ReadonlySet<string> = new Set(['ALLOW', 'NOTICE']);

function MoveTo({ id, draft, onDraft, errors, moving }: Props & { moving: Moving | undefined }) {
  const places = useQuery(placesQuery(moving?.patientJurisdiction));
  const field = `${id}-moveTo`;
  const error = errors[field];
  if (places.isError) {
    return <Failure error={places.error} onRetry={() => void places.refetch()} />;
  }
  const good = places.data?.filter(
    (each) => each.id !== moving?.from && each.available && TAKES.has(each.verdict.outcome),
  );
  return (
    <Field id={field} label={text.moveTo} hint={text.moveToHint} error={error}>
      <select
        id={field}
        value={draft.moveTo}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(field, { hint: true, error })}
        onChange={(event) => onDraft({ ...draft, moveTo: event.target.value })}
      >
        <option value="">{good === undefined ? text.moveToLoading : good.length === 0 ? text.moveToNone : text.moveToChoose}</option>
        {good?.map((each) => (
          <option key={each.id} value={each.id}>
            {text.moveToOption(each.name, each.verdict.headline)}
          </option>
        ))}
      </select>
    </Field>
  );
}
