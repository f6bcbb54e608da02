/** Proposes own rules: what changes, why, and that a second person has to publish it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useOutletContext } from 'react-router';
import { may } from '../app/Only';
import { newIdempotencyKey, ProblemError } from '../api/client';
import { proposeRules, rulesQuery, type RulesVersion } from '../api/insight';
import type { Member } from '../api/types';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { describedBy, ErrorSummary, Field, type FieldErrors } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { rulesWords } from '../words/rules';
import { Changes } from './Contents';
import { changes, toDraft } from './draft';
import { RulesFields } from './RulesFields';
import { RulesMenu } from './RulesMenu';
import { useTyped } from './useTyped';

const text = rulesWords.form;

export function Propose() {
  const me = useOutletContext<Member>();
  const query = useQuery(rulesQuery);
  const [proposed, setProposed] = useState<number>();
  return (
    <Page title={text.title}>
      <RulesMenu />
      <p className="lead">{text.lead}</p>
      {proposed !== undefined && (
        <div role="status">
          <Notice shape="ok" title={text.done(proposed)}>
            <p>
              <Link to="/rules">{rulesWords.own}</Link>
            </p>
          </Notice>
        </div>
      )}
      {may(me, ['practice-admin', 'compliance']) ? (
        <Loaded query={query}>
          {({ inForce, versions }) =>
            proposed === undefined && (
              <ProposeForm key={inForce} inForce={versions.find((each) => each.number === inForce)} onDone={setProposed} />
            )
          }
        </Loaded>
      ) : (
        <Notice shape="stopped" level="p" title={rulesWords.looksOnly} />
      )}
    </Page>
  );
}

function ProposeForm({ inForce, onDone }: { inForce: RulesVersion | undefined; onDone: (version: number) => void }) {
  const queries = useQueryClient();
  const [typed, setTyped, forgetTyped] = useTyped(inForce);
  const [why, setWhy, forgetWhy] = useDraft('rules/reason', { reason: '', key: newIdempotencyKey() });
  const [errors, setErrors] = useState<FieldErrors>({});
  const draft = toDraft(typed);
  const said = changes(inForce, draft);
  const propose = useMutation({
    mutationFn: () => proposeRules({ ...draft, reason: why.reason.trim() }, why.key),
    onSuccess: async ({ number }) => {
      forgetTyped();
      forgetWhy();
      onDone(number);
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
    },
    // After silence the same key asks again for the same; a refused text is followed by another, which needs its own.
    onError: (error) => error instanceof ProblemError && setWhy({ ...why, key: newIdempotencyKey() }),
  });
  const submit = () => {
    const found: FieldErrors = {
      ...(said.length === 0 ? { 'house-no-foreign-access-off': text.same } : {}),
      ...(why.reason.trim() === '' ? { reason: text.missing } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length === 0 && !propose.isPending) {
      propose.mutate();
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ErrorSummary errors={errors} />
      <p>{text.start}</p>
      <RulesFields typed={typed} onChange={setTyped} />
      <section className="panel changed" aria-labelledby="changed">
        <h2 id="changed">{text.changes}</h2>
        <div aria-live="polite">
          <Changes said={said} />
        </div>
        <p className="actions">
          <Link to="/rules/try">{text.tryFirst}</Link>
          <Button kind="link" onClick={forgetTyped}>
            {text.reset}
          </Button>
        </p>
      </section>
      <Field id="reason" label={text.reason} hint={text.reasonHint} error={errors.reason}>
        <textarea
          id="reason"
          rows={3}
          value={why.reason}
          aria-invalid={errors.reason !== undefined}
          aria-describedby={describedBy('reason', { hint: true, error: errors.reason })}
          onChange={(event) => setWhy({ ...why, reason: event.target.value })}
        />
      </Field>
      {propose.error !== null && <Failure error={propose.error} />}
      <Button type="submit" aria-disabled={propose.isPending}>
        {text.go}
      </Button>
    </form>
  );
}
