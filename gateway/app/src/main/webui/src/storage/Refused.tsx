/** Why a change of the set-up was not kept; where somebody else's came first, that theirs is shown now. */
import type { ReactNode } from 'react';
import { Failure } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { storageWords as text } from '../words/storage';
import { isConflict } from './conflict';

/** @param children what stands now, where it is shown */
export function Refused({ error, children }: { error: unknown; children?: ReactNode }) {
  if (error === null) {
    return null;
  }
  return isConflict(error) ? (
    <div role="alert">
      <Notice shape="warn" title={text.notNow}>
        <p>{text.notNowBody}</p>
        {children !== undefined && <p>{text.theirs}</p>}
        {children}
      </Notice>
    </div>
  ) : (
    <Failure error={error} />
  );
}
