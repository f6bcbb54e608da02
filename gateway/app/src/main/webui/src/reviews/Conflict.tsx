/** Somebody changed a case while another person looked at it: shows what they did. */
import { ProblemError } from '../api/client';
import type { Case } from '../api/reviews';
import { usePeople } from '../app/people';
import { Notice } from '../ui/Notice';
import { Naming } from '../ui/Person';
import { reviewsWords as text } from '../words/reviews';
import { useDestinationNames } from './names';
import { story } from './story';

export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'CASE_CHANGED';
}

/** @param each the case as it is now */
export function Conflict({ each }: { each: Case }) {
  const nameOf = useDestinationNames();
  const people = usePeople();
  const theirs = story(each, nameOf, people.nameOf).at(-1);
  return (
    <div role="alert">
      <Notice shape="warn" title={text.conflict}>
        <p>{text.conflictBody}</p>
        {theirs !== undefined && (
          <>
            <p>
              <strong>
                <Naming who={[theirs.who]} said={(who) => text.conflictBy(who, theirs.did, theirs.at)} />
              </strong>
            </p>
            {theirs.more.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </>
        )}
      </Notice>
    </div>
  );
}
