/** What came of trying a draft: a sentence, before and after, and the decisions that change. */
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Simulated } from '../api/insight';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import type { Shape } from '../ui/Icon';
import { Time } from '../ui/Time';
import { number } from '../words/format';
import { rulesWords } from '../words/rules';
import { byAction, milder, ruleAndWeight, stricter } from './draft';

const text = rulesWords.try;

const SHAPES: Record<string, Shape> = { PROCEED: 'ok', WARN: 'ok', ACKNOWLEDGE: 'warn', HOLD: 'waiting', BLOCK: 'block' };

/** @param next what can be done with the draft */
export function Simulation({ found, days, next }: { found: Simulated; days: number; next: ReactNode }) {
  const { changes, changed, decisions } = found;
  const sentence =
    decisions === 0
      ? text.none(days)
      : changed === 0
        ? text.same(decisions)
        : text.sentence(changed, decisions, stricter(changes), milder(changes));
  return (
    <section aria-labelledby="result">
      <h2 id="result">{text.result}</h2>
      <p className="lead" role="status">
        {sentence}
      </p>
      <p className="quiet">{text.since(found.since)}</p>
      {changes.length > 0 && (
        <>
          <Table
            caption={text.table}
            columns={[
              { id: 'action', head: text.action, cell: (row) => <Answer action={row.action} /> },
              { id: 'before', head: text.before, number: true, cell: (row) => number(row.before) },
              { id: 'after', head: text.after, number: true, cell: (row) => number(row.after) },
              { id: 'difference', head: text.difference, number: true, cell: (row) => signed(row.after - row.before) },
            ]}
            rows={byAction(changes)}
            rowKey={(row) => row.action}
          />
          {next}
          {changed > changes.length && <p>{text.listed(changes.length)}</p>}
          <Table
            caption={text.list}
            columns={[
              {
                id: 'send',
                head: text.send,
                cell: (change) => (
                  <Link className="mono" to={`/transfers/${change.transferId}`}>
                    {change.transferId}
                  </Link>
                ),
              },
              { id: 'at', head: text.at, cell: (change) => <Time at={change.decidedAt} /> },
              { id: 'was', head: text.before, cell: (change) => <Answer action={change.action} /> },
              { id: 'would', head: text.after, cell: (change) => <Answer action={change.wouldAct} /> },
              { id: 'rules', head: text.rules, cell: (change) => rulesOf(change) },
            ]}
            rows={changes}
            rowKey={(change) => change.decisionId}
          />
        </>
      )}
      {changes.length === 0 && next}
    </section>
  );
}

function Answer({ action }: { action: string }) {
  return <Tag shape={SHAPES[action] ?? 'unknown'}>{text.actions[action] ?? action}</Tag>;
}

const signed = (value: number) => (value > 0 ? `+${number(value)}` : number(value).replace('-', '−'));

function rulesOf({ added, removed }: Simulated['changes'][number]): string {
  const say = (each: string) => {
    const { rule, weight } = ruleAndWeight(each);
    return weight === undefined ? rule : text.weighs(rule, (rulesWords.lawInForce.severities[weight] ?? weight).toLowerCase());
  };
  const said = [...added.map((each) => text.added(say(each))), ...removed.map((each) => text.removed(say(each)))];
  return said.length === 0 ? text.noRule : said.join(', ');
}
