/** Beside a picked file: that it is not encrypted yet, or that it is now, and for whom. */
import type { Sealing } from '../seal/usePickedFile';
import { MOST_BYTES } from '../seal/sealInWorker';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { words } from '../words';

export function SealNotice({
  sealing,
  practice,
  onAsIs,
}: {
  sealing: Sealing;
  practice: string;
  onAsIs: () => void;
}) {
  const text = words.seal;
  return <div role="status">{say()}</div>;

  function say() {
    switch (sealing.status) {
      case 'as-picked':
        return null;
      case 'open':
        return (
          <Notice shape="warn" title={text.open}>
            <p>{text.openBody(practice)}</p>
            <p>{text.warning}</p>
            <Button kind="link" onClick={onAsIs}>
              {text.asIs}
            </Button>
          </Notice>
        );
      case 'too-big':
        return (
          <Notice shape="warn" title={text.tooBig}>
            <p>{text.tooBigBody(MOST_BYTES)}</p>
            <Button kind="link" onClick={onAsIs}>
              {text.asIs}
            </Button>
          </Notice>
        );
      case 'sealing':
        return <p className="quiet">{text.sealing(Math.floor(sealing.percent / 25) * 25)}</p>;
      case 'sealed':
        return (
          <Notice shape="ok" title={text.sealed(practice)}>
            <p>{text.sealedBody}</p>
          </Notice>
        );
      case 'failed':
        return (
          <Notice shape="block" title={text.failed}>
            <p>{text.failedBody}</p>
          </Notice>
        );
    }
  }
}
