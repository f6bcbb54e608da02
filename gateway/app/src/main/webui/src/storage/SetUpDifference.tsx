/** What a file would change, and the question before it does. */
import { useState } from 'react';
import type { Change, Difference } from '../api/storage';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { lines } from '../ui/lines';
import { Lines } from '../ui/Lines';
import { Notice } from '../ui/Notice';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { list } from '../words/format';
import { storageWords } from '../words/storage';
import { Refusal } from './SetUpChange';
import { CHANGE_SHAPES, nameOf, partsOf, removed } from './setup';

const text = storageWords.file;

export function SetUpDifference({
  difference,
  busy,
  error,
  onApply,
}: {
  difference: Difference;
  busy: boolean;
  error: unknown;
  onApply: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const { changes } = difference;
  const gone = removed(changes);
  if (changes.length === 0) {
    return (
      <div role="status" className="after">
        <Notice shape="ok" title={text.same}>
          <p>{text.sameBody}</p>
        </Notice>
      </div>
    );
  }
  return (
    <section className="after" aria-labelledby="differs">
      <div role="status">
        <h3 id="differs">{text.differs(changes.length)}</h3>
      </div>
      <Table
        caption={text.caption}
        hideCaption
        columns={[
          { id: 'thing', head: text.thing, cell: nameOf },
          { id: 'how', head: text.how, cell: (change: Change) => <Tag shape={CHANGE_SHAPES[change.kind]}>{text.kinds[change.kind] ?? change.kind}</Tag> },
          { id: 'parts', head: text.parts, cell: partsOf },
        ]}
        rows={changes}
        rowKey={(change) => `${change.what} ${change.id}`}
      />
      {changes.map((change) => (
        <details key={`${change.what} ${change.id}`} className="details">
          <summary>{text.lines(nameOf(change))}</summary>
          <Lines lines={lines(change.before ?? '', change.after ?? '')} />
        </details>
      ))}
      <p className="quiet">{text.secrets}</p>
      <Button onClick={() => setAsking(true)}>{text.apply}</Button>
      <Confirm
        open={asking}
        title={text.applyAsk}
        action={text.apply}
        danger={gone.length > 0}
        busy={busy}
        onConfirm={onApply}
        onClose={() => setAsking(false)}
      >
        <p>{text.applyBody(changes.length)}</p>
        {gone.length > 0 && <p>{text.removes(list(gone))}</p>}
        <Refusal error={error} />
      </Confirm>
    </section>
  );
}
