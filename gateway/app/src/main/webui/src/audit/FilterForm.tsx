/** Free filters: what is filled in has to be equal. */
import { useState } from 'react';
import { GATEWAY, usePeople } from '../app/people';
import { Button } from '../ui/Button';
import { describedBy, ErrorSummary, Field, type FieldErrors } from '../ui/Fields';
import { auditWords } from '../words/audit';
import { NOTHING, type Typed } from './filter';
import { PlaceSelect } from './Presets';

const text = auditWords.filter;
const TYPES = Object.entries(auditWords.types).sort(([, one], [, other]) => one.localeCompare(other));

export function FilterForm({ typed, onFind, onClear }: { typed: Typed; onFind: (typed: Typed) => void; onClear: () => void }) {
  const [form, setForm] = useState(typed);
  const [errors, setErrors] = useState<FieldErrors>({});
  const put = (field: keyof Typed) => (event: { target: { value: string } }) => setForm({ ...form, [field]: event.target.value });
  const { people, nameOf } = usePeople();
  const box = (field: 'actor' | 'target' | 'from' | 'to', type: 'text' | 'date', hint?: string) => (
    <Field id={field} label={text[field]} error={errors[field]} {...(hint === undefined ? {} : { hint })}>
      <input
        id={field}
        type={type}
        autoComplete="off"
        list={field === 'actor' ? 'actors' : undefined}
        value={form[field]}
        aria-invalid={errors[field] !== undefined}
        aria-describedby={describedBy(field, { hint: hint !== undefined, error: errors[field] })}
        onChange={put(field)}
      />
    </Field>
  );
  return (
    <section aria-labelledby="filter">
      <h2 id="filter">{text.title}</h2>
      <ErrorSummary errors={errors} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = form.from !== '' && form.to !== '' && form.from > form.to;
          setErrors(wrong ? { from: text.order } : {});
          if (!wrong) {
            onFind(form);
          }
        }}
      >
        <div className="filters">
          <Field id="type" label={text.type}>
            <select id="type" value={form.type} onChange={put('type')}>
              <option value="">{text.anyType}</option>
              {TYPES.map(([type, name]) => (
                <option key={type} value={type}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
          <Field id="destination" label={text.destination}>
            <PlaceSelect id="destination" value={form.destination} onChange={(destination) => setForm({ ...form, destination })} />
          </Field>
          {box('from', 'date')}
          {box('to', 'date')}
          {box('actor', 'text', text.actorHint)}
          <datalist id="actors">
            {[GATEWAY, ...people.map((each) => each.subject)].map((subject) => (
              <option key={subject} value={subject}>
                {nameOf(subject)}
              </option>
            ))}
          </datalist>
          {box('target', 'text', text.targetHint)}
        </div>
        <div className="actions">
          <Button type="submit">{text.go}</Button>
          <Button kind="link" onClick={() => {
              setForm(NOTHING);
              onClear();
            }}>
            {text.clear}
          </Button>
        </div>
      </form>
    </section>
  );
}
