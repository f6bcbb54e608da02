/** The panel behind "Why?": four facts at most, then the rules that spoke. */
import type { Verdict } from '../api/types';
import { words } from '../words';
import { facts } from './verdict';

export function Why({ name, verdict }: { name: string; verdict: Verdict }) {
  return (
    <details className="why">
      <summary>
        {words.verdict.why} <span className="hidden">{words.verdict.whyAbout(name)}</span>
      </summary>
      <dl className="facts">
        {facts(verdict).map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.text}</dd>
          </div>
        ))}
      </dl>
      {verdict.findings.length > 0 && (
        <>
          <p className="facts-title">{words.verdict.rules}</p>
          <ul className="rules">
            {verdict.findings.map((finding) => (
              <li key={finding.id}>
                {finding.text} <span className="quiet">{finding.id}</span>
                {finding.fix !== undefined && <p className="quiet">{words.verdict.fix(finding.fix)}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
