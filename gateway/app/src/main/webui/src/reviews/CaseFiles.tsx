/** The files of a case: how they were decided, what is still to do with each, and where to read more. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { API } from '../api/client';
import { transferQuery } from '../api/gateway';
import type { Case } from '../api/reviews';
import { receiptCode } from '../transfer/progress';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { sentence } from '../words/format';
import { reviewsWords as text } from '../words/reviews';
import { useDestinationNames, weightShape } from './names';
import { fileRows, movesTo, type FileRow } from './story';

/** For so many files it is asked whether there is a receipt; of more, the page of each send tells it. */
const ASKED = 20;

export function CaseFiles({ each }: { each: Case }) {
  const nameOf = useDestinationNames();
  const rows = fileRows(each);
  const to = movesTo(each);
  const columns = text.fileColumns;
  const all: Column<FileRow>[] = [
    { id: 'code', head: columns.code, cell: (row) => <span className="receipt-code">{receiptCode(row.id)}</span> },
    { id: 'then', head: columns.then, cell: (row) => <Weight severity={row.then} /> },
    { id: 'now', head: columns.now, cell: (row) => <Weight severity={row.now} /> },
    { id: 'todo', head: columns.todo, cell: (row) => toDo(row, to === undefined ? undefined : nameOf(to)) },
    { id: 'links', head: columns.links, cell: (row) => <Links id={row.id} receipt={rows.length <= ASKED} /> },
  ];
  return (
    <section aria-labelledby="files">
      <h2 id="files">{text.files}</h2>
      {each.affected === undefined && <p>{text.filesLooking}</p>}
      {rows.length === 0 ? (
        each.affected !== undefined && <p>{text.filesNone}</p>
      ) : (
        <Table
          caption={text.filesCaption}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={all.filter((column) => column.id !== 'now' || rows.some((row) => row.now !== undefined))}
        />
      )}
    </section>
  );
}

function Weight({ severity }: { severity: string | undefined }) {
  return severity === undefined ? null : <Tag shape={weightShape(severity)}>{text.severities[severity] ?? severity}</Tag>;
}

function toDo(row: FileRow, to: string | undefined): string {
  if (row.goneAt !== undefined) {
    return text.fileGone(row.goneAt);
  }
  if (row.trouble !== undefined) {
    return text.fileTrouble(sentence(row.trouble.message) ?? '', sentence(row.trouble.hint) ?? '');
  }
  if (!row.waits) {
    return text.fileNothing;
  }
  return to === undefined ? text.fileWaiting : text.fileWaitingMove(to);
}

function Links({ id, receipt }: { id: string; receipt: boolean }) {
  const transfer = useQuery({ ...transferQuery(id), enabled: receipt });
  const code = receiptCode(id);
  return (
    <ul className="links">
      <li>
        <Link to={`/reviews/flow/${id}`} aria-label={text.linkAbout(text.flowLink, code)}>
          {text.flowLink}
        </Link>
      </li>
      <li>
        <Link to={`/transfers/${id}`} aria-label={text.linkAbout(text.sendLink, code)}>
          {text.sendLink}
        </Link>
      </li>
      {transfer.data?.state === 'VERIFIED' && (
        <li>
          <a href={`${API}/transfers/${id}/receipt`} download={`${id}.jws`} aria-label={text.linkAbout(text.receiptLink, code)}>
            {text.receiptLink}
          </a>
        </li>
      )}
    </ul>
  );
}
