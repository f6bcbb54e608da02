/** Why a change of the set-up was not kept; where somebody else's came first, that theirs is shown now. */
import { Failure } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { storageWords as text } from '../words/storage';
import { isConflict } from './conflict';

export function Refused({ error }: { error: unknown }) {
  if (error === null) {
    return null;
  }
  return isConflict(error) ? (
    <div role="alert">
      <Notice shape="warn" title={text.notNow}>
        <p>{text.notNowBody}</p>
      </Notice>
    </div>
  ) : (
    <Failure error={error} />
  );
}
