/** The questions about own rules: which house rules hold, and where to be stricter than the law. */
import { useState } from 'react';
import type { Action } from '../api/insight';
import { Button } from '../ui/Button';
import { Choice, describedBy, Field, Group } from '../ui/Fields';
import { rulesWords as text } from '../words/rules';
import { HouseText } from './Contents';
import { ACTIONS, LEAST, type HouseChoice, type Mode, type Typed } from './draft';

const MODES: readonly Mode[] = ['off', 'ON_TRIAL', 'ENFORCED'];

export function RulesFields({ typed, onChange }: { typed: Typed; onChange: (next: Typed) => void }) {
  const put = (changed: HouseChoice) =>
    onChange({ ...typed, house: typed.house.map((each) => (each.name === changed.name ? changed : each)) });
  return (
    <>
      <h2>{text.house.title}</h2>
      <p className="hint">{text.house.hint}</p>
      {typed.house.map((house) => (
        <HouseFields key={house.name} house={house} onChange={put} />
      ))}
      <NewHouse
        onAdd={(house) =>
          onChange({ ...typed, house: [...typed.house.filter((each) => each.name !== house.name), house] })
        }
      />
      <h2>{text.raise.title}</h2>
      <p className="hint">{text.raise.hint}</p>
      <div className="filters filters-wide">
        {LEAST.map(({ outcome, least }) => (
          <Field key={outcome} id={`raise-${outcome}`} label={text.raise.when(text.raise.outcomes[outcome] ?? outcome)}>
            <select
              id={`raise-${outcome}`}
              value={typed.raised[outcome] ?? least}
              onChange={(event) => onChange({ ...typed, raised: raise(typed.raised, outcome, least, event.target.value) })}
            >
              {ACTIONS.slice(ACTIONS.indexOf(least)).map((action) => (
                <option key={action} value={action}>
                  {action === least ? text.raise.asLaw(text.raise.actions[action] ?? action) : text.raise.actions[action]}
                </option>
              ))}
            </select>
          </Field>
        ))}
      </div>
    </>
  );
}

function raise(raised: Typed['raised'], outcome: string, least: Action, chosen: string): Typed['raised'] {
  const action = ACTIONS.find((each) => each === chosen);
  const others = Object.fromEntries(Object.entries(raised).filter(([each]) => each !== outcome));
  return action === undefined || action === least ? others : { ...others, [outcome]: action };
}

function HouseFields({ house, onChange }: { house: HouseChoice; onChange: (changed: HouseChoice) => void }) {
  return (
    <Group id={`house-${house.name}`} legend={text.house.names[house.name] ?? house.name} hint={text.house.says[house.name] ?? text.house.own}>
      <div className="choices">
        {MODES.map((mode) => (
          <Choice
            key={mode}
            type="radio"
            id={`house-${house.name}-${mode}`}
            name={`house-${house.name}`}
            label={text.modes[mode]}
            checked={house.mode === mode}
            onChange={() => onChange({ ...house, mode })}
          />
        ))}
      </div>
      <HouseText house={house.text === undefined ? {} : { text: house.text }} />
    </Group>
  );
}

function NewHouse({ onAdd }: { onAdd: (house: HouseChoice) => void }) {
  const [name, setName] = useState('');
  const [written, setWritten] = useState('');
  const [error, setError] = useState<string>();
  const add = () => {
    const missing = name.trim() === '' || written.trim() === '';
    setError(missing ? text.house.addMissing : undefined);
    if (!missing) {
      onAdd({ name: name.trim(), mode: 'ON_TRIAL', text: written });
      setName('');
      setWritten('');
    }
  };
  return (
    <details className="details">
      <summary>{text.house.add}</summary>
      <Field id="house-name" label={text.house.addName} hint={text.house.addNameHint} error={error}>
        <input
          id="house-name"
          type="text"
          autoComplete="off"
          value={name}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy('house-name', { hint: true, error })}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field id="house-text" label={text.house.addText} hint={text.house.addTextHint}>
        <textarea
          id="house-text"
          className="mono"
          rows={10}
          value={written}
          aria-describedby="house-text-hint"
          onChange={(event) => setWritten(event.target.value)}
        />
      </Field>
      <Button kind="secondary" onClick={add}>
        {text.house.addGo}
      </Button>
    </details>
  );
}
