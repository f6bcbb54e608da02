/** A verdict in one line: shape, words, and when it was checked. */
import type { Shown } from './verdict';
import { Icon } from '../ui/Icon';
import { words } from '../words';
import { ago, exactly } from '../words/format';

export function VerdictLine({ shown, asking = false }: { shown: Shown; asking?: boolean }) {
  return (
    <span className={`verdict verdict-${shown.word}`}>
      <Icon shape={shown.word} />
      <span>
        <strong>{shown.headline}</strong>
        {shown.sentence !== undefined && <span className="verdict-more">{shown.sentence}</span>}
        {asking && <span className="verdict-more quiet">{words.verdict.asking}</span>}
        {!asking && (
          <span className="verdict-more quiet">
            <time dateTime={shown.checkedAt} title={exactly(shown.checkedAt)}>
              {words.verdict.checked(ago(shown.checkedAt))}
            </time>
          </span>
        )}
      </span>
    </span>
  );
}
