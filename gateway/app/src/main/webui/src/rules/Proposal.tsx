/** A proposal that waits: what it changes and why, and what may be done with it. Whoever proposed it cannot publish it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { publishRules, rulesQuery, withdrawRules, type RulesVersion } from '../api/insight';
import type { Member } from '../api/types';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { lines } from '../ui/lines';
import { Lines } from '../ui/Lines';
import { Naming } from '../ui/Person';
import { Time } from '../ui/Time';
import { rulesWords } from '../words/rules';
import { Changes } from './Contents';
import { changes } from './draft';

const text = rulesWords.waiting;

export function Proposal({
  proposed,
  inForce,
  me,
  acts,
  onDone,
  onFail,
}: {
  proposed: RulesVersion;
  inForce: RulesVersion | undefined;
  me: Member;
  acts: boolean;
  onDone: (said: string) => void;
  onFail: (error: Error) => void;
}) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'publish' | 'withdraw'>();
  const { number } = proposed;
  const own = proposed.proposedBy === me.subject;
  const act = useMutation({
    mutationFn: (what: 'publish' | 'withdraw') => (what === 'publish' ? publishRules(number) : withdrawRules(number)),
    onSuccess: (_version, what) => onDone(what === 'publish' ? text.published(number) : text.withdrawn(number)),
    onError: onFail,
    // Also where somebody else decided it first: the list then shows what they did.
    onSettled: async () => {
      setAsking(undefined);
      await queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
    },
  });
  const publishing = asking === 'publish';
  return (
    <article className="panel proposal" aria-labelledby={`version-${number}`}>
      <h3 id={`version-${number}`}>{rulesWords.inForce.version(number)}</h3>
      <p>
        {own ? text.yours : <Naming who={[proposed.proposedBy]} said={text.by} />} <span className="quiet"><Time at={proposed.proposedAt} /></span>
      </p>
      <dl className="facts">
        <div>
          <dt>{text.changes}</dt>
          <dd>
            <Changes said={changes(inForce, proposed)} />
          </dd>
        </div>
        <div>
          <dt>{text.reason}</dt>
          <dd>{proposed.reason}</dd>
        </div>
      </dl>
      {proposed.house.map((house) => (
        <TextChange key={house.name} name={house.name} before={inForce?.house.find((each) => each.name === house.name)?.text} after={house.text} />
      ))}
      {acts && (
        <div className="actions">
          {!own && (
            <Button aria-label={text.publishOf(number)} onClick={() => setAsking('publish')}>
              {text.publishOf(number)}
            </Button>
          )}
          <Button kind="secondary" onClick={() => setAsking('withdraw')}>
            {text.withdrawOf(number)}
          </Button>
        </div>
      )}
      <Confirm
        open={asking !== undefined}
        title={publishing ? text.publishTitle(number) : text.withdrawTitle(number)}
        action={publishing ? text.publish : text.withdraw}
        busy={act.isPending}
        onClose={() => setAsking(undefined)}
        onConfirm={() => asking !== undefined && act.mutate(asking)}
      >
        <p>{publishing ? text.publishBody : text.withdrawBody}</p>
      </Confirm>
    </article>
  );
}

/** The text of a house rule, line by line where it replaces another. */
function TextChange({ name, before, after }: { name: string; before: string | undefined; after: string }) {
  if (before === after) {
    return null;
  }
  const label = rulesWords.house.names[name] ?? name;
  return (
    <details className="details">
      <summary>{rulesWords.house.text}</summary>
      {before === undefined ? (
        <pre className="mono" aria-label={label}>
          {after}
        </pre>
      ) : (
        <Lines lines={lines(before, after)} label={label} />
      )}
    </details>
  );
}
