/** Asks once more before something with consequences; says them. Escape and the way back do nothing. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { words } from '../words';
import { Button } from './Button';

export function Confirm({
  open,
  title,
  action,
  busy = false,
  danger = false,
  onConfirm,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  /** The outcome, as the button says it. */
  action: string;
  busy?: boolean;
  danger?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog">
          <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />}>{children}</AlertDialog.Description>
          <div className="actions">
            <Button kind={danger ? 'danger' : 'primary'} aria-disabled={busy} onClick={() => busy || onConfirm()}>
              {action}
            </Button>
            <AlertDialog.Close render={<Button kind="secondary" />}>{words.app.goBack}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
