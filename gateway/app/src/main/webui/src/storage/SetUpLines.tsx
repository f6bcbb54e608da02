/** One change of the set-up as the file's own lines: what goes, what comes. */
import type { Change } from '../api/storage';
import { storageWords } from '../words/storage';
import { linesOf, nameOf, type Line } from './setup';

const text = storageWords.file;
const MARKS: Record<Line['kind'], string> = { same: ' ', added: '+', removed: '\u2212' };

export function SetUpLines({ change }: { change: Change }) {
  return (
    <details className="lines">
      <summary>{text.lines(nameOf(change))}</summary>
      <ol>
        {linesOf(change).map((each, index) => (
          <li key={`${index} ${each.line}`} className={`line-${each.kind}`}>
            <span aria-hidden="true">{MARKS[each.kind]}</span>
            {each.kind !== 'same' && <span className="hidden">{text.lineKinds[each.kind]}</span>}
            <code>{each.line}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}
