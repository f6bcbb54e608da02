/** What changed, for cases about a change: in words, and what the provider said before and now. */
import type { Case } from '../api/reviews';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { sentence } from '../words/format';
import { reviewsWords as text } from '../words/reviews';
import { placesWords } from './names';
import { changeRows, type ChangeRow } from './story';

export function Change({ each }: { each: Case }) {
  const rows = changeRows(each);
  if (each.changes.length === 0 && rows.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="change">
      <h2 id="change">{text.change}</h2>
      {each.changes.length > 0 && (
        <ul>
          {each.changes.map((change) => (
            <li key={change}>{sentence(change)}</li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <Table
          caption={text.changeCaption}
          rows={rows}
          rowKey={(row) => row.aspect}
          columns={[
            { id: 'about', head: text.changeColumns.about, cell: (row) => <About row={row} /> },
            {
              id: 'before',
              head: each.before === undefined ? text.changeColumns.before : text.changeBefore(each.before.observedAt),
              cell: (row) => <Said places={row.before} raw={row.rawBefore} />,
            },
            {
              id: 'now',
              head: each.now === undefined ? text.changeColumns.now : text.changeNow(each.now.observedAt),
              cell: (row) => <Said places={row.now} raw={row.rawNow} />,
            },
          ]}
        />
      )}
    </section>
  );
}

function About({ row }: { row: ChangeRow }) {
  return (
    <>
      {text.aspects[row.aspect] ?? row.aspect} {row.changed && <Tag shape="warn">{text.changed}</Tag>}
    </>
  );
}

function Said({ places, raw }: { places: readonly string[]; raw: string }) {
  return (
    <>
      {places.length === 0 && raw === '' ? text.notSaid : places.length > 0 && placesWords(places)}
      {raw !== '' && <span className="quiet case-more">{text.raw(raw)}</span>}
    </>
  );
}
