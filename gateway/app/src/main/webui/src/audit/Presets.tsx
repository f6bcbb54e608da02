/** The three questions that people come with: a month, a patient, an incident. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOutletContext } from 'react-router';
import { destinationsQuery } from '../api/gateway';
import { transfersFrom } from '../api/insight';
import type { Member } from '../api/types';
import { receiptCode } from '../transfer/progress';
import { MonthReport } from '../trends/MonthReport';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { describedBy, Field } from '../ui/Fields';
import { auditWords } from '../words/audit';
import { isDay, NOTHING, shift, type Typed } from './filter';

const text = auditWords.presets;

/** @param folded whether something was asked already: what was found comes first then */
export function Presets({ onFind, folded }: { onFind: (typed: Typed) => void; folded: boolean }) {
  const ways = (
    <div className="presets">
      <MonthReport id="preset-month" level="h3" />
      <OnePatient onFind={onFind} />
      <OneIncident onFind={onFind} />
    </div>
  );
  return (
    <section aria-labelledby="presets">
      <h2 id="presets" className={folded ? 'hidden' : undefined}>
        {text.title}
      </h2>
      {folded ? (
        <details className="details">
          <summary>{text.title}</summary>
          {ways}
        </details>
      ) : (
        ways
      )}
    </section>
  );
}

/** The send that has a receipt code, or whose number it is; the newest sends first. */
async function findSend(code: string): Promise<string | undefined> {
  if (code.startsWith('trf_')) {
    return code;
  }
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: Awaited<ReturnType<typeof transfersFrom>> = await transfersFrom(cursor);
    const found = page.transfers.find((transfer) => receiptCode(transfer.id) === code.toUpperCase());
    if (found !== undefined) {
      return found.id;
    }
    cursor = page.next;
  }
  return undefined;
}

function OnePatient({ onFind }: { onFind: (typed: Typed) => void }) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const find = useMutation({
    mutationFn: findSend,
    onSuccess: (target) => (target === undefined ? setError(text.patientNone) : onFind({ ...NOTHING, target })),
  });
  return (
    <section className="panel" aria-labelledby="preset-patient">
      <h3 id="preset-patient">{text.patient}</h3>
      <p>{text.patientBody}</p>
      {find.error !== null && <Failure error={find.error} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setError(code.trim() === '' ? text.patientMissing : undefined);
          if (code.trim() !== '' && !find.isPending) {
            find.mutate(code.trim());
          }
        }}
      >
        <Field id="code" label={text.patientField} hint={text.patientHint} error={error}>
          <input
            id="code"
            type="text"
            autoComplete="off"
            value={code}
            aria-invalid={error !== undefined}
            aria-describedby={describedBy('code', { hint: true, error })}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
        <Button type="submit" kind="secondary" aria-disabled={find.isPending}>
          {find.isPending ? text.patientLooking : text.patientGo}
        </Button>
        <p role="status" className="hidden">
          {find.isPending ? text.patientLooking : (error ?? '')}
        </p>
      </form>
    </section>
  );
}

function OneIncident({ onFind }: { onFind: (typed: Typed) => void }) {
  const [destination, setDestination] = useState('');
  const [day, setDay] = useState('');
  const [error, setError] = useState<string>();
  return (
    <section className="panel" aria-labelledby="preset-incident">
      <h3 id="preset-incident">{text.incident}</h3>
      <p>{text.incidentBody}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setError(isDay(day) ? undefined : text.incidentMissing);
          if (isDay(day)) {
            onFind({ ...NOTHING, destination, from: shift(day, -1), to: shift(day, 1) });
          }
        }}
      >
        <Field id="incident-place" label={text.incidentPlace}>
          <PlaceSelect id="incident-place" value={destination} onChange={setDestination} />
        </Field>
        <Field id="incident-day" label={text.incidentDay} error={error}>
          <input
            id="incident-day"
            type="date"
            value={day}
            aria-invalid={error !== undefined}
            aria-describedby={describedBy('incident-day', { error })}
            onChange={(event) => setDay(event.target.value)}
          />
        </Field>
        <Button type="submit" kind="secondary">
          {text.incidentGo}
        </Button>
      </form>
    </section>
  );
}

/** The practice's destinations by name; one that is gone keeps its id. */
export function PlaceSelect({ id, value, onChange }: { id: string; value: string; onChange: (id: string) => void }) {
  const me = useOutletContext<Member>();
  const destinations = useQuery({ ...destinationsQuery(me.practice.jurisdiction), refetchInterval: false });
  const known = destinations.data ?? [];
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{text.incidentAny}</option>
      {value !== '' && !known.some((each) => each.id === value) && <option value={value}>{value}</option>}
      {known.map((each) => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  );
}
