/** What happens between pressing Send and the page of the send. */
import type { DigestState } from '../upload/useDigest';
import { words } from '../words';

export function Preparing({ busy, digest }: { busy: boolean; digest: DigestState }) {
  return (
    <p role="status" className="quiet">
      {busy && (digest.status === 'reading' ? words.send.preparing(digest.percent) : words.send.starting)}
    </p>
  );
}
