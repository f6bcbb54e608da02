/** Takes a paper or an attestation back, after asking once more. */
import { useState } from 'react';
import { useAct, withdrawPaper } from '../api/storage';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Failure } from '../ui/Failure';
import { storageWords } from '../words/storage';

const text = storageWords.papers;

export function Withdraw({ id, paper, name }: { id: string; paper: string; name: string }) {
  const [asking, setAsking] = useState(false);
  const withdraw = useAct(() => withdrawPaper(id, paper), () => setAsking(false));
  return (
    <>
      <Button kind="link" aria-label={text.withdrawOf(name)} onClick={() => setAsking(true)}>
        {text.withdraw}
      </Button>
      <Confirm
        open={asking}
        title={text.withdrawAsk(name)}
        action={text.withdraw}
        danger
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>{text.withdrawBody}</p>
        {withdraw.error !== null && <Failure error={withdraw.error} />}
      </Confirm>
    </>
  );
}
