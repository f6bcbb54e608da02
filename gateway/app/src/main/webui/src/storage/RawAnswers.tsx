/** What the provider answered, word for word, for who wants to see for themselves. */
import type { Evidenced } from '../api/storage';
import { storageWords } from '../words/storage';

type Call = Evidenced['answers'][number]['calls'][number];

export function RawAnswers({ calls }: { calls: readonly Call[] }) {
  return (
    <details className="details">
      <summary>{storageWords.evidence.answers}</summary>
      <dl className="raw">
        {calls.map((each) => (
          <div key={each.call}>
            <dt>{each.call}</dt>
            <dd>
              <code>{each.body ?? storageWords.evidence.refused}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
