/** The panel behind "Why?": four facts at most, then the rules that spoke, and whose they are. */
import type { ReactNode } from 'react';
import type { Evidence, Finding } from '../api/types';
import { words } from '../words';
import { placeName } from '../words/format';
import { facts, weighed } from './verdict';

const EVERYWHERE = '*';

/**
 * @param label what opens it, in full; "Why?" where there is none
 * @param name what it is about
 * @param children what to do when a rule looks wrong
 */
export function Why({
  label = words.verdict.why,
  name,
  decision,
  children,
}: {
  label?: string;
  name: string;
  decision: { findings: readonly Finding[]; evidence: readonly Evidence[] };
  children: ReactNode;
}) {
  const { first, others } = weighed(decision.findings);
  return (
    <details className="why">
      <summary>
        {label} <span className="hidden">{words.verdict.whyAbout(name)}</span>
      </summary>
      <Facts evidence={decision.evidence} />
      {first.length > 0 && (
        <>
          <p className="facts-title">{words.verdict.rules}</p>
          <Rules findings={first} />
          {others.length > 0 && (
            <details className="why">
              <summary>{words.verdict.otherRules(others.length)}</summary>
              <Rules findings={others} />
            </details>
          )}
          <p className="quiet">{words.verdict.owner}</p>
          <div className="quiet">{children}</div>
        </>
      )}
    </details>
  );
}

function Facts({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <dl className="facts">
      {facts(evidence).map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Rules({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="rules">
      {findings.map((finding) => (
        <li key={finding.id}>
          {finding.text}
          <p className="quiet">{words.verdict.ruleOf(placeOf(finding), finding.id)}</p>
          {finding.fix !== '' && <p className="quiet">{words.verdict.fix(finding.fix)}</p>}
        </li>
      ))}
    </ul>
  );
}

function placeOf(finding: Finding): string {
  return finding.jurisdiction === EVERYWHERE ? words.verdict.everywhere : placeName(finding.jurisdiction);
}
