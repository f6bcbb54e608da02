/** The place whose rules are checked, in one line; the choice opens only for whoever wants another. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { jurisdictionsQuery } from '../api/gateway';
import type { Jurisdiction } from '../api/types';
import { Button } from '../ui/Button';
import { Field, describedBy } from '../ui/Fields';
import { words } from '../words';

function nameOf(id: string, known: readonly Jurisdiction[]): string {
  const item = known.find((each) => each.id === id);
  const parent = known.find((each) => each.id === item?.parent);
  return words.send.place(item?.name ?? id, parent?.name);
}

export function PatientLine({ jurisdiction, onChange }: { jurisdiction: string; onChange: (id: string) => void }) {
  const [open, setOpen] = useState(false);
  const jurisdictions = useQuery(jurisdictionsQuery);
  const known = jurisdictions.data ?? [];
  const text = words.send;
  if (!open) {
    return (
      <p className="lead patient">
        {text.patientIn} <strong>{nameOf(jurisdiction, known)}</strong>{' '}
        <Button kind="link" onClick={() => setOpen(true)}>
          {text.change} <span className="hidden">{text.changeAbout}</span>
        </Button>
      </p>
    );
  }
  const options = known.some((item) => item.id === jurisdiction)
    ? known
    : [{ id: jurisdiction, name: jurisdiction }, ...known];
  return (
    <Field id="patient" label={text.patient} hint={text.patientHint}>
      <select
        id="patient"
        // The button that opened it is gone: focus stays where the person is.
        ref={(select) => select?.focus()}
        value={jurisdiction}
        aria-describedby={describedBy('patient', { hint: true })}
        onChange={(event) => onChange(event.target.value)}
      >
        {options
          .map((item) => ({ id: item.id, name: nameOf(item.id, known) }))
          .sort((one, other) => one.name.localeCompare(other.name))
          .map((item) => (
            <option key={item.id} value={item.id}>
              {item.name}
            </option>
          ))}
      </select>
    </Field>
  );
}
