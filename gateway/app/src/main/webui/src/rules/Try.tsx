/** Tries a draft on past decisions: what would have been. Changes nothing. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useOutletContext, useSearchParams } from 'react-router';
import { may } from '../app/Only';
import { rulesQuery, simulate, type RulesVersion } from '../api/insight';
import type { Member } from '../api/types';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Field } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { rulesWords } from '../words/rules';
import { toDraft } from './draft';
import { RulesFields } from './RulesFields';
import { RulesMenu } from './RulesMenu';
import { Simulation } from './Simulation';
import { useTyped } from './useTyped';

const text = rulesWords.try;
const DAYS = [30, 90, 365] as const;
const USUAL = 90;

export function Try() {
  const me = useOutletContext<Member>();
  const query = useQuery(rulesQuery);
  return (
    <Page title={text.title}>
      <RulesMenu />
      <p className="lead">{text.lead}</p>
      {may(me, ['practice-admin', 'compliance']) ? (
        <Loaded query={query}>
          {({ inForce, versions }) => <TryForm key={inForce} inForce={versions.find((each) => each.number === inForce)} />}
        </Loaded>
      ) : (
        <Notice shape="stopped" level="p" title={rulesWords.looksOnly} />
      )}
    </Page>
  );
}

function TryForm({ inForce }: { inForce: RulesVersion | undefined }) {
  const [address, setAddress] = useSearchParams();
  const [typed, setTyped] = useTyped(inForce);
  const days = DAYS.find((each) => String(each) === address.get('days')) ?? USUAL;
  const run = useMutation({
    mutationFn: async (asked: { draft: ReturnType<typeof toDraft>; days: number }) => ({
      asked,
      found: await simulate({ ...asked.draft, days: asked.days }),
    }),
  });
  const draft = toDraft(typed);
  const stale = run.data !== undefined && JSON.stringify(run.data.asked) !== JSON.stringify({ draft, days });
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!run.isPending) {
            run.mutate({ draft, days });
          }
        }}
      >
        <RulesFields typed={typed} onChange={setTyped} />
        <Field id="days" label={text.days}>
          <select id="days" value={days} onChange={(event) => setAddress({ days: event.target.value }, { replace: true })}>
            {DAYS.map((each) => (
              <option key={each} value={each}>
                {text.daysOf(each)}
              </option>
            ))}
          </select>
        </Field>
        {run.error !== null && <Failure error={run.error} />}
        <Button type="submit" aria-disabled={run.isPending}>
          {run.isPending ? text.running : text.go}
        </Button>
      </form>
      <p role="status" className={run.isPending ? undefined : 'hidden'}>
        {run.isPending ? text.running : ''}
      </p>
      {stale && <Notice shape="waiting" level="p" title={text.stale} />}
      {run.data !== undefined && !stale && <Simulation found={run.data.found} days={run.data.asked.days} />}
    </>
  );
}
