/** The report of a month, as a PDF to hand over. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { monthReport } from '../api/insight';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Choice, describedBy, ErrorSummary, Field, type FieldErrors } from '../ui/Fields';
import { save } from '../ui/save';
import { trendsWords } from '../words/trends';

const text = trendsWords.month;

const thisMonth = () => new Date().toISOString().slice(0, 7);

function lastMonth(): string {
  const [year = 0, month = 0] = thisMonth().split('-').map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}

export function MonthReport({ id = 'month', level = 'h2' }: { id?: string; level?: 'h2' | 'h3' }) {
  const Title = level;
  const [month, setMonth] = useState(lastMonth);
  const [roles, setRoles] = useState(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const make = useMutation({
    mutationFn: () => monthReport(month, roles ? ['actor'] : []),
    onSuccess: save,
  });
  const submit = () => {
    if (make.isPending) {
      return;
    }
    const wrong = /^\d{4}-\d{2}$/.test(month) ? (month > thisMonth() ? text.future : undefined) : text.missing;
    setErrors(wrong === undefined ? {} : { [id]: wrong });
    if (wrong === undefined) {
      make.mutate();
    }
  };
  return (
    <section aria-labelledby={`${id}-title`} className="panel">
      <Title id={`${id}-title`}>{text.title}</Title>
      <p>{text.body}</p>
      <ErrorSummary errors={errors} />
      {make.error !== null && <Failure error={make.error} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field id={id} label={text.which} error={errors[id]}>
          <input
            id={id}
            type="month"
            value={month}
            max={thisMonth()}
            aria-invalid={errors[id] !== undefined}
            aria-describedby={describedBy(id, { error: errors[id] })}
            onChange={(event) => setMonth(event.target.value)}
          />
        </Field>
        <Choice type="checkbox" id={`${id}-roles`} name={`${id}-roles`} label={text.redact} checked={roles} onChange={() => setRoles(!roles)} />
        <Button type="submit" aria-disabled={make.isPending}>
          {make.isPending ? text.making : text.make}
        </Button>
      </form>
      <p role="status">{make.data === undefined ? '' : text.made(make.data.name)}</p>
    </section>
  );
}
