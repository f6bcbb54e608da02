/** The cases of the inbox, chosen by keys, mouse or touch, and decided together. */
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Case, CaseAnswer } from '../api/reviews';
import { Button } from '../ui/Button';
import { useDraft } from '../ui/useDraft';
import { reviewsWords as text } from '../words/reviews';
import { BulkDecision, type Picked } from './BulkDecision';
import { BulkResults } from './BulkResults';
import { CaseTable } from './CaseTable';
import { alike } from './inbox';
import { keepKeys, keptKeys } from './keys';
import { KeyHelp } from './KeyHelp';
import { useRowKeys } from './useRowKeys';

export function CaseList({ cases, decides }: { cases: readonly Case[]; decides: boolean }) {
  const navigate = useNavigate();
  const [keys, setKeys] = useState(() => keptKeys(localStorage));
  // Kept over a sign-in that the decision may ask for, with the version that the person saw.
  const [picked, setPicked, forgetPicked] = useDraft<Picked[]>('reviews/chosen', []);
  const [deciding, setDeciding] = useState(picked.length > 0);
  const [answers, setAnswers] = useState<CaseAnswer[]>([]);

  const isPicked = (each: Case) => picked.some((one) => one.id === each.id);
  const toggle = (each: Case) =>
    setPicked(isPicked(each) ? picked.filter((one) => one.id !== each.id) : [...picked, pick(each)]);
  const frame = useRowKeys(keys, (action, id) => {
    const row = cases.find((each) => each.id === id);
    if (action === 'open' && row !== undefined) {
      void navigate(`/reviews/${row.id}`);
    } else if (decides && action === 'choose' && row !== undefined) {
      toggle(row);
    } else if (decides && action === 'decide') {
      // Nothing is chosen: the row that the person is at is meant.
      if (picked.length === 0 && row !== undefined) {
        setPicked([pick(row)]);
      }
      setDeciding(picked.length > 0 || row !== undefined);
    }
  });

  const last = cases.findLast(isPicked);
  const same = last === undefined ? [] : cases.filter((each) => alike(each, last) && each.state === last.state);
  const elsewhere = picked.filter((one) => !cases.some((each) => each.id === one.id)).length;

  return (
    <>
      <KeyHelp
        keys={keys}
        decides={decides}
        onChange={(next) => {
          keepKeys(localStorage, next);
          setKeys(next);
        }}
      />
      {answers.length > 0 && <BulkResults answers={answers} onClose={() => setAnswers([])} />}
      {decides && (
        <div className="chosen">
          <p role="status">
            {picked.length === 0 ? text.selectHint : text.selected(picked.length)}
            {elsewhere > 0 && ` ${text.selectedElsewhere(elsewhere)}`}
          </p>
          {picked.length > 0 && (
            <div className="actions">
              {!deciding && <Button onClick={() => setDeciding(true)}>{text.openBar}</Button>}
              {same.length > 1 && same.some((each) => !isPicked(each)) && (
                <Button kind="secondary" onClick={() => setPicked([...picked, ...same.filter((each) => !isPicked(each)).map(pick)])}>
                  {text.selectLike(same.length)}
                </Button>
              )}
              <Button
                kind="link"
                onClick={() => {
                  forgetPicked();
                  setDeciding(false);
                }}
              >
                {text.selectNone}
              </Button>
            </div>
          )}
        </div>
      )}
      {deciding && picked.length > 0 && (
        <BulkDecision
          picked={picked}
          onClose={() => setDeciding(false)}
          onDone={(done) => {
            forgetPicked();
            setDeciding(false);
            setAnswers(done);
          }}
        />
      )}
      <div ref={frame} className="cases">
        <CaseTable cases={cases} decides={decides} isPicked={isPicked} onToggle={toggle} />
      </div>
    </>
  );
}

function pick({ id, version, state }: Case): Picked {
  return { id, version, state };
}
