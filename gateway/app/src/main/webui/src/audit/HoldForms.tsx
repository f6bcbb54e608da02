/** Places and lifts a legal hold. Both may ask for a fresh sign-in, so what was typed is kept. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newIdempotencyKey } from '../api/client';
import { holdsQuery, liftHold, setHold, type Hold } from '../api/insight';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Failure } from '../ui/Failure';
import { describedBy, ErrorSummary, Field } from '../ui/Fields';
import { useDraft } from '../ui/useDraft';
import { auditWords } from '../words/audit';

const text = auditWords.hold;

export function SetHold({ onDone }: { onDone: () => void }) {
  const queries = useQueryClient();
  const [draft, setDraft, forget] = useDraft('hold', { reason: '', key: newIdempotencyKey() });
  const [missing, setMissing] = useState(false);
  const set = useMutation({
    mutationFn: () => setHold(draft.reason.trim(), draft.key),
    onSuccess: async () => {
      forget();
      setDraft({ reason: '', key: newIdempotencyKey() });
      onDone();
      await queries.invalidateQueries({ queryKey: holdsQuery.queryKey });
    },
  });
  return (
    <section className="panel" aria-labelledby="set-hold">
      <h2 id="set-hold">{text.set}</h2>
      <ErrorSummary errors={missing ? { reason: text.missing } : {}} />
      {set.error !== null && <Failure error={set.error} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(draft.reason.trim() === '');
          if (draft.reason.trim() !== '' && !set.isPending) {
            set.mutate();
          }
        }}
      >
        <Field id="reason" label={text.setReason} hint={text.setHint} error={missing ? text.missing : undefined}>
          <textarea
            id="reason"
            rows={3}
            value={draft.reason}
            aria-invalid={missing}
            aria-describedby={describedBy('reason', { hint: true, error: missing ? text.missing : undefined })}
            onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
          />
        </Field>
        <Button type="submit" aria-disabled={set.isPending}>
          {text.setGo}
        </Button>
      </form>
    </section>
  );
}

export function LiftHold({ hold, onClose, onDone }: { hold: Hold; onClose: () => void; onDone: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason, forget] = useDraft(`lift/${hold.id}`, '');
  const [missing, setMissing] = useState(false);
  const lift = useMutation({
    mutationFn: () => liftHold(hold.id, reason.trim()),
    onSuccess: () => {
      forget();
      onDone();
    },
    // Also where somebody else lifted it first: the list then shows what they did.
    onSettled: () => queries.invalidateQueries({ queryKey: holdsQuery.queryKey }),
  });
  return (
    <Confirm
      open
      danger
      title={text.liftTitle}
      action={text.liftGo}
      busy={lift.isPending}
      onClose={onClose}
      onConfirm={() => {
        setMissing(reason.trim() === '');
        if (reason.trim() !== '') {
          lift.mutate();
        }
      }}
    >
      <p>
        <strong>{hold.reason}</strong>
      </p>
      <p>{text.liftBody}</p>
      {lift.error !== null && <Failure error={lift.error} />}
      <Field id="lift-reason" label={text.liftReason} error={missing ? text.missing : undefined}>
        <textarea
          id="lift-reason"
          rows={2}
          value={reason}
          aria-invalid={missing}
          aria-describedby={describedBy('lift-reason', { error: missing ? text.missing : undefined })}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </Confirm>
  );
}
