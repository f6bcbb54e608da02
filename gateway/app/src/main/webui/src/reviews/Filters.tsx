/** The inbox's filters: each is a link, so that a filtered inbox can be shared and the way back undoes it. */
import { Link } from 'react-router';
import type { Case } from '../api/reviews';
import { usePeople } from '../app/people';
import { reviewsWords as text } from '../words/reviews';
import { FILTER_NAMES, address, facet, type FilterName } from './inbox';
import { kindWords, useDestinationNames } from './names';

const TITLES: Record<FilterName, string> = {
  kind: text.filterKind,
  destination: text.filterDestination,
  rule: text.filterRule,
  assignee: text.filterAssignee,
};

export function Filters({
  params,
  open,
  subject,
}: {
  params: URLSearchParams;
  open: readonly Case[];
  subject: string;
}) {
  const state = params.get('state') ?? 'open';
  const nameOf = useNames();
  const facets = FILTER_NAMES.map((name) => ({ name, values: facet(open, name) })).filter((each) => each.values.length > 0);
  return (
    <nav aria-label={text.filters} className="filters">
      <div className="chip-rows">
        <ul className="chips" aria-label={text.filterState}>
        <Chip to={address(params, { state: '' })} on={state === 'open'} label={text.filterOpen} />
        <Chip to={address(params, { state: 'decided', overdue: '' })} on={state === 'decided'} label={text.filterDecided} />
        <Chip to={address(params, { state: 'all', overdue: '' })} on={state === 'all'} label={text.filterAll} />
      </ul>
        <ul className="chips" aria-label={text.filterWhose}>
        <Toggle params={params} name="overdue" value="true" label={text.filterOverdue} />
        <Toggle params={params} name="assignee" value={subject} label={text.filterMine} />
        {FILTER_NAMES.map((name) => {
          const value = params.get(name);
          return value === null || (name === 'assignee' && value === subject) ? null : (
            <Toggle key={name} params={params} name={name} value={value} label={text.filterOn(TITLES[name], nameOf(name, value))} />
          );
        })}
      </ul>
      </div>
      {facets.length > 0 && (
        <details className="details">
          <summary>{text.filterMore}</summary>
          <div className="facets">
            {facets.map(({ name, values }) => (
              <section key={name} aria-labelledby={`filter-${name}`}>
                <h2 id={`filter-${name}`}>{TITLES[name]}</h2>
                <ul>
                  {values.map(({ value, cases }) => (
                    <li key={value}>
                      <Link to={address(params, { [name]: value })} aria-current={params.get(name) === value ? 'true' : undefined}>
                        {text.counted(nameOf(name, value), cases)}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </details>
      )}
    </nav>
  );
}

function useNames(): (name: FilterName, value: string) => string {
  const destinationName = useDestinationNames();
  const { nameOf } = usePeople();
  return (name, value) =>
    ({ kind: kindWords, destination: destinationName, rule: String, assignee: nameOf })[name](value);
}

function Chip({ to, on, label }: { to: string; on: boolean; label: string }) {
  return (
    <li>
      <Link to={to} className="chip" aria-current={on ? 'true' : undefined}>
        {label}
      </Link>
    </li>
  );
}

/** A filter that is on is a link that takes it away. */
function Toggle({ params, name, value, label }: { params: URLSearchParams; name: string; value: string; label: string }) {
  const on = params.get(name) === value;
  return (
    <li>
      <Link to={address(params, { [name]: on ? '' : value })} className="chip" aria-current={on ? 'true' : undefined}>
        {label}
        {on && (
          <>
            <span aria-hidden="true">{text.remove}</span>
            <span className="hidden">{text.filterOff}</span>
          </>
        )}
      </Link>
    </li>
  );
}
