/** What came of a decision on several cases: the decided, and why the others were not. */
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { CaseAnswer } from '../api/reviews';
import { Button } from '../ui/Button';
import { sayProblem } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { reviewsWords } from '../words/reviews';

const text = reviewsWords.results;

export function BulkResults({ answers, onClose }: { answers: readonly CaseAnswer[]; onClose: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [answers]);
  const refused = answers.filter((each) => each.decided === undefined);
  const done = answers.length - refused.length;
  return (
    <div ref={ref} tabIndex={-1} role="status" className="results">
      <Notice shape={refused.length === 0 ? 'ok' : done === 0 ? 'block' : 'warn'} title={text.title}>
        {done > 0 && <p>{text.done(done)}</p>}
        {refused.length > 0 && (
          <>
            <p>{text.not(refused.length)}</p>
            <ul>
              {refused.map((each) => (
                <li key={each.id}>
                  {why(each)} <Link to={`/reviews/${each.id}`}>{text.open}</Link> <span className="quiet">{each.id}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        <Button kind="secondary" onClick={onClose}>
          {text.close}
        </Button>
      </Notice>
    </div>
  );
}

function why(answer: CaseAnswer): string {
  if (answer.problem?.code === 'CASE_CHANGED') {
    return text.conflict;
  }
  const said = sayProblem(answer.problem ?? { status: answer.status });
  return said.hint === undefined ? said.title : `${said.title} ${said.hint}`;
}
