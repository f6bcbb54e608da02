/** Where nothing can be chosen: why, and whom to ask. */
import { CopyButton } from '../ui/CopyButton';
import { Notice } from '../ui/Notice';
import { words } from '../words';

export function NoWay({ kind, practice }: { kind: 'none' | 'blocked'; practice: string }) {
  const text = words.send;
  return (
    <Notice
      shape={kind === 'none' ? 'unknown' : 'block'}
      title={kind === 'none' ? text.noDestinations : text.allBlocked}
    >
      <p>{kind === 'none' ? text.noDestinationsHint : text.allBlockedHint}</p>
      <CopyButton text={text.askManagerNote(practice, new URL('/storage', window.location.href).href)} copied={text.noteCopied}>
        {text.askManager}
      </CopyButton>
    </Notice>
  );
}
