/** Which laws the map shows, one tick for each. */
import { useState } from 'react';
import type { Jurisdiction } from '../api/types';
import { Button } from '../ui/Button';
import { Choice, ErrorSummary, Group, type FieldErrors } from '../ui/Fields';
import { trendsWords } from '../words/trends';

const text = trendsWords.map;

export function LawChoice({
  all,
  chosen,
  onChoose,
}: {
  all: readonly Jurisdiction[];
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
}) {
  const [ticked, setTicked] = useState<readonly string[]>(chosen);
  const [errors, setErrors] = useState<FieldErrors>({});
  const flip = (id: string) => setTicked(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]);
  return (
    <details className="details law-choice">
      <summary>{text.choose}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const first = all[0]?.id ?? '';
          setErrors(ticked.length === 0 ? { [`law-${first}`]: text.noneChosen } : {});
          if (ticked.length > 0) {
            onChoose([...ticked]);
          }
        }}
      >
        <ErrorSummary errors={errors} />
        <Group id="laws" legend={text.jurisdictions} hint={text.jurisdictionsHint}>
          <div className="choices">
            {all.map((each) => (
              <Choice
                key={each.id}
                type="checkbox"
                id={`law-${each.id}`}
                name="laws"
                label={each.name}
                checked={ticked.includes(each.id)}
                onChange={() => flip(each.id)}
              />
            ))}
          </div>
        </Group>
        <Button type="submit" kind="secondary">
          {text.show}
        </Button>
      </form>
    </details>
  );
}
