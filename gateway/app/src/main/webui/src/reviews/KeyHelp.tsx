/** Names the keys of the inbox; they are turned off and changed right here. */
import { useState } from 'react';
import { Button } from '../ui/Button';
import { Choice, Field, describedBy } from '../ui/Fields';
import { reviewsWords } from '../words/reviews';
import { ACTIONS, USUAL, isKey, takenBy, type Action, type Keys } from './keys';

const text = reviewsWords.keys;
const DOES: Record<Action, string> = {
  next: text.next,
  previous: text.previous,
  choose: text.choose,
  open: text.open,
  decide: text.decide,
};

/** Keys that do the same in a row, whatever letters are chosen. */
const ALSO: Partial<Record<Action, string>> = { choose: text.space, open: text.enter };

export function KeyHelp({ keys, decides, onChange }: { keys: Keys; decides: boolean; onChange: (keys: Keys) => void }) {
  const shown = ACTIONS.filter((action) => decides || (action !== 'choose' && action !== 'decide'));
  const parts = shown.map((action) => {
    const also = ALSO[action];
    return text.part(text.or([keys.of[action], ...(also === undefined ? [] : [also])]), DOES[action]);
  });
  return (
    <div className="keys">
      <p className="quiet">{keys.on ? text.line(parts) : text.off}</p>
      <details className="details">
        <summary>{text.change}</summary>
        <Choice
          type="checkbox"
          id="keys-on"
          name="keys-on"
          label={text.use}
          checked={keys.on}
          onChange={() => onChange({ ...keys, on: !keys.on })}
        />
        <p className="hint">{text.hint}</p>
        <div className="key-fields">
          {shown.map((action) => (
            <KeyField key={action} action={action} keys={keys} onChange={onChange} />
          ))}
        </div>
        <Button kind="secondary" onClick={() => onChange(USUAL)}>
          {text.reset}
        </Button>
      </details>
    </div>
  );
}

/** Takes a key as soon as it is a good one; until then it says what is wrong, and the old key stays. */
function KeyField({ action, keys, onChange }: { action: Action; keys: Keys; onChange: (keys: Keys) => void }) {
  const [typed, setTyped] = useState(keys.of[action]);
  const id = `key-${action}`;
  const error = !isKey(typed) ? text.wrong : takenBy(keys, action, typed) !== undefined ? text.taken(typed) : undefined;
  return (
    <Field id={id} label={text.field(DOES[action])} error={typed === '' ? undefined : error}>
      <input
        id={id}
        type="text"
        maxLength={1}
        autoComplete="off"
        autoCapitalize="none"
        className="key-field"
        value={typed}
        aria-invalid={typed !== '' && error !== undefined}
        aria-describedby={describedBy(id, { error: typed === '' ? undefined : error })}
        onChange={(event) => {
          const key = event.target.value;
          setTyped(key);
          if (isKey(key) && takenBy(keys, action, key) === undefined) {
            onChange({ ...keys, of: { ...keys.of, [action]: key } });
          }
        }}
        onBlur={() => setTyped(keys.of[action])}
      />
    </Field>
  );
}
