/** What the engine says is wrong with packs: each problem leads to its line. */
import { useEffect, useRef } from 'react';
import { words } from '../words';
import { sentence } from '../words/format';
import { rulesWords } from '../words/rules';
import { lineOf, packOf, rangeOfLine, reasonOf, type PackProblem } from './packs';

const text = rulesWords.packs;

/** @param onOpen shows another pack, where a problem is in that one */
export function PackProblems({
  problems,
  pack,
  onOpen,
}: {
  problems: readonly PackProblem[];
  pack: string;
  onOpen: (pack: string) => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [problems]);
  const go = ({ file, place }: PackProblem) => {
    const there = packOf(file);
    if (there === pack) {
      selectLine(lineOf(place));
    } else {
      onOpen(there);
    }
  };
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={ref} aria-labelledby="pack-problems">
      <h2 id="pack-problems">{words.problem.heading}</h2>
      <p>{text.refused}</p>
      <ul>
        {problems.map((problem) => {
          const { says, excerpt } = reasonOf(problem.reason);
          return (
            <li key={`${problem.file} ${problem.place} ${problem.reason}`}>
              <a
                href="#pack-text"
                onClick={(event) => {
                  event.preventDefault();
                  go(problem);
                }}
              >
                {text.problem(problem.file, problem.place, sentence(says) ?? '').replaceAll('`', '')}
              </a>
              {excerpt !== '' && <pre className="mono">{excerpt}</pre>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function selectLine(line: number): void {
  const area = document.getElementById('pack-text');
  if (area instanceof HTMLTextAreaElement) {
    const { start, end } = rangeOfLine(area.value, line);
    area.focus();
    // Browsers scroll a text area to where the selection is set anew, not to one that is set while it has the focus.
    area.setSelectionRange(start, end);
    const perLine = area.scrollHeight / Math.max(area.value.split('\n').length, 1);
    area.scrollTop = Math.max(0, (line - 3) * perLine);
  }
}
