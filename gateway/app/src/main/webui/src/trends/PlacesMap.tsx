/** The map itself: a table where there is room, else a list for each law. All providers are counted, one is shown by offer. */
import { useId } from 'react';
import type { Cell } from '../api/insight';
import { Icon } from '../ui/Icon';
import { useWide } from '../ui/useWide';
import { providerName } from '../words';
import { trendsWords } from '../words/trends';
import { ageWords, countWords, freshest, groupBy, offerName, tone, wordOf, WORDS } from './matrix';

const text = trendsWords.map;

interface Shown {
  cells: readonly Cell[];
  laws: readonly string[];
  nameOf: (id: string) => string;
  /** Whether rows are offers; else they are providers. */
  byOffer: boolean;
  onProvider: (provider: string) => void;
  onCell: (cell: Cell) => void;
}

interface Row {
  id: string;
  name: string;
  cells: Map<string, Cell[]>;
}

export function PlacesMap(shown: Shown) {
  const wide = useWide();
  const groups = groupBy(shown.cells, (cell) => (shown.byOffer ? cell.offer : cell.provider));
  const rows = [...groups].map(([id, cells]) => ({
    id,
    name: nameOfRow(cells[0], shown.byOffer) ?? id,
    cells: groupBy(cells, (cell) => cell.jurisdiction),
  }));
  return wide ? <Wide shown={shown} rows={rows} /> : <Narrow shown={shown} rows={rows} />;
}

function nameOfRow(cell: Cell | undefined, byOffer: boolean): string | undefined {
  return cell && (byOffer ? offerName(cell) : providerName(cell.provider));
}

function Wide({ shown, rows }: { shown: Shown; rows: readonly Row[] }) {
  return (
    // A region that scrolls has to be reached by keyboard: https://www.w3.org/WAI/WCAG22/Understanding/keyboard
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame" role="group" aria-label={text.chart} tabIndex={0}>
      <table className="map">
        <caption className="hidden">{text.chart}</caption>
        <thead>
          <tr>
            <th scope="col">{shown.byOffer ? text.offer : text.provider}</th>
            {shown.laws.map((law) => (
              <th key={law} scope="col">
                {shown.nameOf(law)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              {shown.laws.map((law) => (
                <td key={law}>
                  <Square shown={shown} row={row} law={law} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Narrow({ shown, rows }: { shown: Shown; rows: readonly Row[] }) {
  const id = useId();
  return shown.laws.map((law, index) => (
    <details key={law} className="details map-list" open={index === 0}>
      <summary>
        <h2 id={`${id}-${law}`}>{shown.nameOf(law)}</h2>
      </summary>
      <ul aria-labelledby={`${id}-${law}`}>
        {rows.map((row) => (
          <li key={row.id}>
            <span>{row.name}</span>
            <Square shown={shown} row={row} law={law} />
          </li>
        ))}
      </ul>
    </details>
  ));
}

function Square({ shown, row, law }: { shown: Shown; row: Row; law: string }) {
  const cells = row.cells.get(law) ?? [];
  const [first] = cells;
  if (first === undefined) {
    return null;
  }
  const age = freshest(cells);
  const counts = countWords(cells);
  const worst = WORDS.findLast((word) => counts[word] > 0) ?? 'unknown';
  const place = shown.nameOf(law);
  const word = text.words[wordOf(first)] ?? first.word;
  return (
    <button
      type="button"
      className={`square square-${shown.byOffer ? wordOf(first) : mostly(counts, worst)} square-${tone(age)}`}
      onClick={() => (shown.byOffer ? shown.onCell(first) : shown.onProvider(first.provider))}
    >
      <span className="hidden">{text.about(row.name, place)} </span>
      {shown.byOffer ? (
        <span className={`tag tag-${wordOf(first)}`}>
          <Icon shape={wordOf(first)} />
          {word}
        </span>
      ) : (
        WORDS.filter((each) => counts[each] > 0).map((each) => (
          <span key={each} className={`tag tag-${each}`}>
            <Icon shape={each} />
            {text.count(counts[each], text.words[each] ?? each)}
          </span>
        ))
      )}
      <span className="square-age">{ageWords(age)}</span>
    </button>
  );
}

/** The verdict that most offers have; the worse one where it is a draw. */
function mostly(counts: Record<(typeof WORDS)[number], number>, worst: (typeof WORDS)[number]) {
  return WORDS.reduce((one, other) => (counts[other] >= counts[one] && counts[other] > 0 ? other : one), worst === 'ok' ? 'ok' : WORDS[0]);
}
