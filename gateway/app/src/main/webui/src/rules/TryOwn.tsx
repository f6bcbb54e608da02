/** Tries own rules on past decisions. The draft is the one that proposing shares. */
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { simulate, type RulesVersion } from '../api/insight';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { rulesWords } from '../words/rules';
import { toDraft } from './draft';
import { RulesFields } from './RulesFields';
import { Simulation } from './Simulation';
import { useDays } from './useDays';
import { useTyped } from './useTyped';

const text = rulesWords.try;

export function TryOwn({ inForce }: { inForce: RulesVersion | undefined }) {
  const [typed, setTyped] = useTyped(inForce);
  const { days, field } = useDays();
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
        {field}
        {run.error !== null && <Failure error={run.error} />}
        <Button type="submit" aria-disabled={run.isPending}>
          {run.isPending ? text.running : text.go}
        </Button>
      </form>
      <Running now={run.isPending} />
      {stale && <Notice shape="waiting" level="p" title={text.stale} />}
      {run.data !== undefined && !stale && (
        <Simulation
          found={run.data.found}
          days={run.data.asked.days}
          next={
            <p className="actions">
              <Link className="button button-primary" to="/rules/propose">
                {text.propose}
              </Link>
            </p>
          }
        />
      )}
    </>
  );
}

/** Says that past sends are being decided anew. */
export function Running({ now }: { now: boolean }) {
  return (
    <p role="status" className={now ? undefined : 'hidden'}>
      {now ? text.running : ''}
    </p>
  );
}
