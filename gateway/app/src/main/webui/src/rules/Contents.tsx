/** What rules of a practice say, in words; and what a version changes. */
import type { House, RulesVersion } from '../api/insight';
import { rulesWords as text } from '../words/rules';
import { LEAST } from './draft';

/** What a version adds to the law. */
export function Contents({ rules: { house, raised } }: { rules: Pick<RulesVersion, 'house' | 'raised'> }) {
  const stricter = LEAST.filter(({ outcome }) => raised[outcome] !== undefined);
  if (house.length + stricter.length === 0) {
    return <p>{text.inForce.empty}</p>;
  }
  return (
    <ul className="contents">
      {house.map((each) => (
        <li key={each.name}>
          <strong>{text.house.names[each.name] ?? each.name}</strong> <span className="quiet">{text.modes[each.mode]}</span>
          <br />
          {text.house.says[each.name] ?? text.house.own}
          <HouseText house={each} />
        </li>
      ))}
      {stricter.map(({ outcome }) => (
        <li key={outcome}>
          <strong>{text.raise.when(text.raise.outcomes[outcome] ?? outcome)}</strong>, {text.raise.actions[raised[outcome] ?? '']}.
        </li>
      ))}
    </ul>
  );
}

export function HouseText({ house }: { house: Pick<House, 'text'> }) {
  return house.text === undefined ? null : (
    <details className="details">
      <summary>{text.house.text}</summary>
      <pre className="mono">{house.text}</pre>
    </details>
  );
}

export function Changes({ said }: { said: readonly string[] }) {
  return said.length === 0 ? (
    text.change.nothing
  ) : (
    <ul className="changes">
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
