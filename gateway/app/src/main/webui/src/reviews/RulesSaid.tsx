/** The rule that a case is about, or the rules that spoke: text and sources as they were, and whether they read so today. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { policyQuery, type Case } from '../api/reviews';
import { reviewsWords as text } from '../words/reviews';

interface Rule {
  id: string;
  /** As it was shown; absent where the case shows none. */
  then?: string;
  sources: readonly string[];
}

/** The rules to show: the case's own, else those that stood in the way. */
function rulesOf(each: Case): Rule[] {
  const findings = (each.file?.seen ?? []).findLast((once) => once.saw !== undefined)?.saw?.findings ?? [];
  const own = each.ruleId;
  if (own !== undefined) {
    const shown = findings.find((finding) => finding.rule === own);
    return [shown === undefined ? { id: own, sources: [] } : { id: own, then: shown.text, sources: shown.sources }];
  }
  return findings
    .filter((finding) => finding.severity !== 'NOTICE')
    .map((finding) => ({ id: finding.rule, then: finding.text, sources: finding.sources }));
}

export function RulesSaid({ each }: { each: Case }) {
  const rules = rulesOf(each);
  const policy = useQuery(policyQuery);
  if (rules.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{rules.length === 1 ? text.rule : text.rules}</h2>
      {rules.map((rule) => {
        const now = policy.data?.rules.find((one) => one.id === rule.id);
        return (
          <div key={rule.id} className="rule-said">
            <p>
              <strong>{rule.id}</strong> {rule.then ?? now?.text}
            </p>
            {rule.sources.length > 0 && <p className="quiet">{text.sources(rule.sources)}</p>}
            {policy.data !== undefined && now === undefined && <p className="quiet">{text.ruleGone}</p>}
            {now !== undefined && rule.then !== undefined && now.text !== rule.then && (
              <p className="quiet">{text.ruleNow(now.text)}</p>
            )}
          </div>
        );
      })}
      <p>
        <Link to="/rules">{text.ruleLink}</Link>
      </p>
    </section>
  );
}
