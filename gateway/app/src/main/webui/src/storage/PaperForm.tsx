/** Puts a contract, an assessment or a certification on file: what it is and where it is kept, never the paper itself. */
import { useState, type SyntheticEvent } from 'react';
import { filePaper, useAct } from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Choice, ErrorSummary, Group, type FieldErrors } from '../ui/Fields';
import { useDraft } from '../ui/useDraft';
import { storageWords } from '../words/storage';
import { Line } from './Inputs';
import { NEW_PAPER, paperOf, wrongPaper, type PaperDraft } from './paper';
import { Told } from './parts';

const text = storageWords.papers;
const SORTS = ['CONTRACT', 'ASSESSMENT', 'CERTIFICATION'] as const;

export function PaperForm({ id, plan }: { id: string; plan: string }) {
  const [draft, setDraft, forget] = useDraft<PaperDraft>(`paper/${id}`, { ...NEW_PAPER, plan });
  const [errors, setErrors] = useState<FieldErrors>({});
  const file = useAct(() => filePaper(id, paperOf(draft)), forget);
  const set = (part: Partial<PaperDraft>) => setDraft({ ...draft, ...part });

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = wrongPaper(draft);
    setErrors(found);
    if (Object.keys(found).length === 0 && !file.isPending) {
      file.mutate(undefined);
    }
  };

  return (
    <form onSubmit={submit} noValidate aria-label={text.add}>
      <ErrorSummary errors={errors} />
      <Group id="paper-sort" legend={text.sortAsk} error={errors['paper-sort-CONTRACT']}>
        {SORTS.map((sort) => (
          <Choice
            key={sort}
            type="radio"
            id={`paper-sort-${sort}`}
            name="paper-sort"
            label={text.sortHints[sort]}
            checked={draft.sort === sort}
            onChange={() => set({ sort })}
          />
        ))}
      </Group>
      <Line id="paper-kind" label={text.kindAsk} hint={text.kindHint} error={errors['paper-kind']} value={draft.kind} onChange={(kind) => set({ kind: kind.toUpperCase() })} />
      <Line id="paper-plan" label={text.planAsk} hint={text.planHint} value={draft.plan} onChange={(next) => set({ plan: next })} />
      <Line id="paper-signed" type="date" label={text.signedAsk} value={draft.signedOn} onChange={(signedOn) => set({ signedOn })} />
      <Line id="paper-expires" type="date" label={text.expiresAsk} hint={text.expiresHint} error={errors['paper-expires']} value={draft.expiresOn} onChange={(expiresOn) => set({ expiresOn })} />
      <Line id="paper-reference" label={text.referenceAsk} hint={text.referenceHint} error={errors['paper-reference']} value={draft.reference} onChange={(reference) => set({ reference })} />
      {file.error !== null && <Failure error={file.error} />}
      <Told>{file.isSuccess ? text.done : undefined}</Told>
      <Button type="submit" aria-disabled={file.isPending}>
        {file.isPending ? storageWords.working : text.button}
      </Button>
    </form>
  );
}
