/** The statements that a decision rested on, as they were then. */
import type { Snapshot } from '../api/reviews';
import { Table } from '../ui/Table';
import { words } from '../words';
import { date } from '../words/format';
import { reviewsWords as text } from '../words/reviews';
import { placesWords } from './names';

export function FrozenEvidence({ saw }: { saw: Snapshot }) {
  const columns = text.evidenceColumns;
  return (
    <details className="details">
      <summary>{text.evidenceAt(saw.decidedAt)}</summary>
      <p className="quiet">
        {text.evidenceFor} {text.decisionId(saw.decisionId)}
      </p>
      <Table
        caption={text.evidenceCaption}
        hideCaption
        rows={saw.evidence}
        rowKey={(line) => `${line.aspect} ${line.source} ${line.places.join()}`}
        columns={[
          { id: 'about', head: columns.about, cell: (line) => text.aspects[line.aspect] ?? line.aspect },
          { id: 'places', head: columns.places, cell: (line) => placesWords(line.places) },
          { id: 'how', head: columns.how, cell: (line) => words.verdict.grades[line.grade] ?? line.grade },
          { id: 'on', head: columns.on, cell: (line) => date(line.observedOn) },
          {
            id: 'source',
            head: columns.source,
            cell: (line) => (
              <>
                {line.source}
                {line.rawLabel !== '' && <span className="quiet case-more">{text.raw(line.rawLabel)}</span>}
              </>
            ),
          },
        ]}
      />
    </details>
  );
}
