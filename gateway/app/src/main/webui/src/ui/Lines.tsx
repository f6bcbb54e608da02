/** Lines of a text that came, went or stayed: by a sign for the eye, by a word for the ear. */
import { words } from '../words';
import type { Line } from './lines';

const KINDS: Record<Line['sign'], string> = { '+': 'line-new', '-': 'line-gone', ' ': 'line-same' };

/**
 * @param label whose lines they are
 * @param numbered whether to show their numbers, where lines between them are left out
 */
export function Lines({ lines, label, numbered = false }: { lines: readonly Line[]; label?: string; numbered?: boolean }) {
  return (
    <ol className="lines" aria-label={label}>
      {lines.map(({ sign, line, at }) => (
        <li key={`${sign}${at}`} className={KINDS[sign]}>
          <span aria-hidden="true">{sign === '-' ? '−' : sign}</span>
          {sign !== ' ' && <span className="hidden">{words.app.lines[sign]}</span>}
          {numbered && <span className="line-number">{at}</span>}
          <code>{line}</code>
        </li>
      ))}
    </ol>
  );
}
