/** More about one thing, over the page that it belongs to. Escape and the button close it. */
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { words } from '../words';
import { Button } from './Button';

export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Base.Root open onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="dialog dialog-more">
          <Base.Title className="dialog-title">{title}</Base.Title>
          {children}
          <div className="actions">
            <Base.Close render={<Button kind="secondary" />}>{words.app.goBack}</Base.Close>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
