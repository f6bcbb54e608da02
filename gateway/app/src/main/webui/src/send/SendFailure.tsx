/** Why a send did not begin: an error, or that it was sent before. */
import { Link } from 'react-router';
import { Failure } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { UnreadableFileError } from '../upload/digestInWorker';
import { words } from '../words';
import { ago } from '../words/format';
import { AlreadySentError } from './useSend';

const MINUTE_MS = 60_000;

export function SendFailure({ error }: { error: Error | null }) {
  if (error === null) {
    return null;
  }
  if (error instanceof AlreadySentError) {
    const { earlier } = error;
    const justNow = error.at - new Date(earlier.createdAt).getTime() < MINUTE_MS;
    return (
      <div role="alert">
        <Notice shape="stopped" title={justNow ? words.send.duplicateNow : words.send.duplicate(ago(earlier.createdAt))}>
          <p>{words.send.duplicateHint}</p>
          <p>
            <Link to={`/transfers/${earlier.id}`}>{words.send.duplicateLink}</Link>
          </p>
        </Notice>
      </div>
    );
  }
  return error instanceof UnreadableFileError ? (
    <div role="alert">
      <Notice shape="block" title={words.send.unreadableFile} />
    </div>
  ) : (
    <Failure error={error} />
  );
}
