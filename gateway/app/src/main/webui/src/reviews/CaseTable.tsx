/** The table of cases. Why it was opened names the row, and leads to the case. */
import { Link } from 'react-router';
import type { Case } from '../api/reviews';
import { Person } from '../ui/Person';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { ago } from '../words/format';
import { reviewsWords as text } from '../words/reviews';
import { kindWords, stateShape, stateWords, useDestinationNames } from './names';

export function CaseTable({
  cases,
  decides,
  isPicked,
  onToggle,
}: {
  cases: readonly Case[];
  decides: boolean;
  isPicked: (each: Case) => boolean;
  onToggle: (each: Case) => void;
}) {
  const nameOf = useDestinationNames();
  const columns: Column<Case>[] = [
    {
      id: 'why',
      head: text.columns.why,
      cell: (each) => (
        <span className="case-why">
          {decides && (
            <label className="case-pick">
              <span className="hidden">{text.selectCase(kindWords(each.kind), nameOf(each.destinationId))}</span>
              <input type="checkbox" checked={isPicked(each)} onChange={() => onToggle(each)} />
            </label>
          )}
          <span>
            <Link to={`/reviews/${each.id}`} data-case={each.id} className="case-link">
              {kindWords(each.kind)}
            </Link>
            <span className="quiet case-more case-place">{text.placeAndDue(nameOf(each.destinationId), each.dueAt)}</span>
            <span className="quiet case-more">
              {[...(each.ruleId === undefined ? [] : [each.ruleId]), text.happened(each.occurrences)].filter(Boolean).join(', ')}
            </span>
          </span>
        </span>
      ),
    },
    { id: 'destination', head: text.columns.destination, cell: (each) => nameOf(each.destinationId) },
    { id: 'due', head: text.columns.due, cell: (each) => <Time at={each.dueAt} /> },
    {
      id: 'state',
      head: text.columns.state,
      cell: (each) => <Tag shape={stateShape(each)}>{stateWords(each)}</Tag>,
    },
    {
      id: 'assignee',
      head: text.columns.assignee,
      cell: (each) => (each.assignee === undefined ? text.nobody : <Person subject={each.assignee} />),
    },
    {
      id: 'opened',
      head: text.columns.opened,
      cell: (each) => (
        <>
          <Time at={each.openedAt} />
          <span className="quiet case-more">{ago(each.openedAt)}</span>
        </>
      ),
    },
  ];
  return <Table caption={text.tableCaption} columns={columns} rows={cases} rowKey={(each) => each.id} />;
}
