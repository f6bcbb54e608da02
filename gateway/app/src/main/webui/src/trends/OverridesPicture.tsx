/** How often people go past each rule, and which rules may be crying wolf. */
import { Bar, BarChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { RateList } from '../api/insight';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { number, percent } from '../words/format';
import { trendsWords } from '../words/trends';
import { AXIS, Frame, Key, MOST_RULES, patterns, STILL, type Pattern } from './chart';
import { judge, overridesSentence, type Judged } from './figures';

const text = trendsWords.overrides;
const CHART = 'overrides';
const SHAPES = { wolf: 'warn', often: 'warn', kept: 'ok', tooFew: 'unknown' } as const satisfies Record<Judged, string>;

const SERIES: readonly { id: Judged; label: string; pattern: Pattern; colour: string }[] = [
  { id: 'wolf', label: text.wolf, pattern: 'lines', colour: 'var(--warn)' },
  { id: 'often', label: text.often, pattern: 'cross', colour: 'var(--warn)' },
  { id: 'kept', label: text.kept, pattern: 'plain', colour: 'var(--waiting)' },
  { id: 'tooFew', label: text.tooFew, pattern: 'dots', colour: 'var(--unknown)' },
];

export function OverridesPicture({ rates }: { rates: RateList }) {
  const { rules, budget } = rates;
  return (
    <Picture
      title={text.title}
      sentence={overridesSentence(rates)}
      chart={rules.length === 0 ? null : <Bars rates={rates} />}
      table={
        <Table
          caption={trendsWords.numbers(text.title)}
          hideCaption
          columns={[
            { id: 'rule', head: text.rule, cell: (rate) => rate.ruleId },
            { id: 'shown', head: text.shown, number: true, cell: (rate) => number(rate.interruptions) },
            { id: 'went', head: text.acknowledged, number: true, cell: (rate) => number(rate.overrides) },
            { id: 'rate', head: text.rate, number: true, cell: (rate) => percent(rate.overridePercent) },
            { id: 'often', head: text.perHundred, number: true, cell: (rate) => number(rate.interruptionsPerHundred) },
            {
              id: 'judged',
              head: text.judged,
              cell: (rate) => <Tag shape={SHAPES[judge(rate, budget)]}>{text[judge(rate, budget)]}</Tag>,
            },
          ]}
          rows={rules}
          rowKey={(rate) => rate.ruleId}
        />
      }
    />
  );
}

function Bars({ rates: { rules, budget } }: { rates: RateList }) {
  const shown = rules.slice(0, MOST_RULES).map((rate) => ({
    ...rate,
    fill: `url(#${CHART}-${judge(rate, budget)})`,
  }));
  return (
    <>
      <p className="quiet">{text.axis}</p>
      <Frame tall={shown.length > 4}>
        <BarChart data={shown} layout="vertical" margin={{ top: 24, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
          {patterns(CHART, SERIES)}
          <CartesianGrid stroke="var(--line)" horizontal={false} />
          <XAxis type="number" domain={[0, 100]} tickFormatter={(value: number) => percent(value)} {...AXIS} />
          <YAxis type="category" dataKey="ruleId" width={150} {...AXIS} tick={{ fill: 'var(--quiet)', fontSize: 11 }} />
          <ReferenceLine
            x={budget.overridePercent}
            stroke="var(--text)"
            strokeDasharray="4 4"
            label={{ value: text.budget(budget.overridePercent), position: 'top', fill: 'var(--text)', fontSize: 13 }}
          />
          <Bar dataKey="overridePercent" stroke="var(--edge)" maxBarSize={24} minPointSize={2} {...STILL} />
        </BarChart>
      </Frame>
      <Key chart={CHART} series={SERIES.filter(({ id }) => shown.some((rate) => judge(rate, budget) === id))} />
    </>
  );
}
