/** The decision on one case: the form, or in words why there is none. */
import { useMutation, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../api/client';
import { caseQuery, decideCase, decideCases, type Case, type CaseAnswer, type KeptDecision, type Ruling } from '../api/reviews';
import { Notice } from '../ui/Notice';
import { useDraft } from '../ui/useDraft';
import { words } from '../words';
import { reviewsWords as text } from '../words/reviews';
import { Alike } from './Alike';
import { BulkResults } from './BulkResults';
import { Conflict, isConflict } from './Conflict';
import { BLANK, decisionsFor, evidenceMissing, hadPart, type Draft } from './decision';
import { DecisionForm } from './DecisionForm';
import { useMe } from './useMe';
import { useOnceKey } from './useOnceKey';
import { useSimilar } from './useSimilar';

type Kept = Pick<UseQueryResult<KeptDecision>, 'data' | 'isError'>;

export function Decide({ each, kept }: { each: Case; kept: Kept | undefined }) {
  const { me, decides } = useMe();
  const [refusedOwn, setRefusedOwn] = useState(false);
  const own = refusedOwn || hadPart(each, me.subject);
  const missing = evidenceMissing(each, kept?.isError === true && kept.data === undefined ? null : kept?.data);
  const waiting = kept !== undefined && kept.data === undefined && !missing;
  return (
    <section className="panel decide" aria-labelledby="decide">
      <h2 id="decide">{each.state === 'DECIDED' ? text.decisionAgain : text.decision}</h2>
      {!decides ? (
        <Notice shape="stopped" level="p" title={text.notYours}>
          <p>{text.notYoursBody(words.app.roles.compliance ?? '')}</p>
        </Notice>
      ) : (
        <>
          {own && (
            <Notice shape="stopped" level="p" title={text.own}>
              <p>{text.ownBody}</p>
            </Notice>
          )}
          {missing && (
            <Notice shape="unknown" level="p" title={text.evidenceMissing}>
              <p>{text.evidenceMissingHint}</p>
            </Notice>
          )}
          {waiting && <p role="status">{text.evidenceWaiting}</p>}
          <fieldset className="plain" disabled={own || missing || waiting}>
            <Form each={each} jurisdiction={kept?.data?.facts.patientJurisdiction} onOwn={() => setRefusedOwn(true)} />
          </fieldset>
        </>
      )}
    </section>
  );
}

/** The gateway knows of parts that the case does not show, such as who approved the storage. */
function isOwn(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'OWN_CASE';
}

function Form({ each, jurisdiction, onOwn }: { each: Case; jurisdiction: string | undefined; onOwn: () => void }) {
  const client = useQueryClient();
  const [draft, setDraft, forget] = useDraft<Draft>(`decision/${each.id}`, BLANK);
  const [answers, setAnswers] = useState<CaseAnswer[]>([]);
  const keyOf = useOnceKey();
  const similar = useSimilar(each);
  const others = draft.alike && each.state === 'OPEN' ? similar : [];
  const decide = useMutation({
    mutationFn: async (ruling: Ruling): Promise<CaseAnswer[]> => {
      if (others.length === 0) {
        const decided = await decideCase(each, ruling, keyOf([each.version, ruling]));
        client.setQueryData(caseQuery(each.id).queryKey, decided);
        return [];
      }
      const all = [each, ...others].map(({ id, version }) => ({ id, version }));
      return (await decideCases(all, ruling, keyOf([all, ruling]))).answers;
    },
    onSuccess: (done) => {
      if (done.every((answer) => answer.decided !== undefined)) {
        forget();
      }
      setAnswers(done);
    },
    onError: (error) => {
      if (isOwn(error)) {
        onOwn();
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['reviews'] }),
  });
  const conflict = isConflict(decide.error);
  return (
    <>
      {decide.isSuccess && answers.length === 0 && <p role="status">{text.saved}</p>}
      {answers.length > 0 && <BulkResults answers={answers} onClose={() => setAnswers([])} />}
      {conflict && <Conflict each={each} />}
      <DecisionForm
        id="case"
        draft={draft}
        onDraft={setDraft}
        allowed={decisionsFor(each)}
        cases={1 + others.length}
        moving={{ from: each.destinationId, patientJurisdiction: jurisdiction }}
        busy={decide.isPending}
        error={conflict || isOwn(decide.error) ? null : decide.error}
        onSubmit={(ruling) => decide.mutate(ruling)}
      >
        {each.state === 'OPEN' && similar.length > 0 && (
          <Alike similar={similar} checked={draft.alike} onChange={() => setDraft({ ...draft, alike: !draft.alike })} />
        )}
      </DecisionForm>
    </>
  );
}
