/** Stops a send, after asking once. */
import { useState } from 'react';
import { cancelTransfer } from '../api/gateway';
import { endUpload } from '../upload/uploads';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Failure } from '../ui/Failure';
import { words } from '../words';
import { useAction } from './useAction';

export function CancelSend({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const cancel = useAction(id, async () => {
    endUpload(id);
    return cancelTransfer(id);
  });
  const text = words.transfer;
  return (
    <>
      <p>
        <Button kind="link" onClick={() => setAsking(true)}>
          {text.cancel}
        </Button>
      </p>
      <Confirm
        open={asking}
        title={text.cancelAsk}
        action={text.cancelYes}
        busy={cancel.isPending}
        danger
        onConfirm={() => cancel.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>{text.cancelBody}</p>
        {cancel.isError && <Failure error={cancel.error} />}
      </Confirm>
    </>
  );
}
