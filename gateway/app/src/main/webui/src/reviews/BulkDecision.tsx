/** One decision on all chosen cases; the gateway answers for each of them. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { decideCases, type CaseAnswer, type Ruling, type SeenCase } from '../api/reviews';
import { Button } from '../ui/Button';
import { useDraft } from '../ui/useDraft';
import { reviewsWords as text } from '../words/reviews';
import { BLANK, decisionsForAll, type Draft } from './decision';
import { DecisionForm } from './DecisionForm';
import { useOnceKey } from './useOnceKey';

export interface Picked extends SeenCase {
  state: string;
}

export function BulkDecision({
  picked,
  onDone,
  onClose,
}: {
  picked: readonly Picked[];
  onDone: (answers: CaseAnswer[]) => void;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const [draft, setDraft, forget] = useDraft<Draft>('reviews/decision', BLANK);
  const keyOf = useOnceKey();
  const allowed = decisionsForAll(picked);
  const decide = useMutation({
    mutationFn: (ruling: Ruling) => {
      const cases = picked.map(({ id, version }) => ({ id, version }));
      return decideCases(cases, ruling, keyOf([cases, ruling]));
    },
    onSuccess: async ({ answers }) => {
      forget();
      onDone(answers);
      await client.invalidateQueries({ queryKey: ['reviews'] });
    },
  });
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="panel decide" aria-labelledby="bulk-title">
      <h2 id="bulk-title" ref={heading} tabIndex={-1}>
        {text.barTitle(picked.length)}
      </h2>
      {allowed.length === 0 ? (
        <p>{text.mixed}</p>
      ) : (
        <DecisionForm
          id="bulk"
          draft={draft}
          onDraft={setDraft}
          allowed={allowed}
          cases={picked.length}
          busy={decide.isPending}
          error={decide.error}
          onSubmit={(ruling) => decide.mutate(ruling)}
        />
      )}
      <Button kind="link" onClick={onClose}>
        {text.barClose}
      </Button>
    </section>
  );
}
