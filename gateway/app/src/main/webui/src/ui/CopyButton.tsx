/** Puts a text into the clipboard, and says so; where a browser does not allow it, the text is there to copy by hand. */
import { useState } from 'react';
import { words } from '../words';
import { Button } from './Button';

export function CopyButton({
  kind = 'secondary',
  text,
  copied,
  children,
}: {
  kind?: 'primary' | 'secondary' | 'link';
  text: string;
  /** What is said afterwards. */
  copied: string;
  children: string;
}) {
  const [state, setState] = useState<'none' | 'copied' | 'refused'>('none');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      // Not on a plain HTTP page, or the person said no.
      setState('refused');
    }
  };
  return (
    <>
      <Button kind={kind} onClick={() => void copy()}>
        {children}
      </Button>
      <span role="status" className="copied">
        {state === 'copied' && copied}
        {state === 'refused' && (
          <>
            {words.transfer.notCopied} <span className="copied-text">{text}</span>
          </>
        )}
      </span>
    </>
  );
}
