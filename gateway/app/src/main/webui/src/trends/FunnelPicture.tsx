/** From a warning that was shown to what compliance made of it: for each rule, how many sends came how far. */
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import type { RateList } from '../api/insight';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { number } from '../words/format';
import { trendsWords } from '../words/trends';
import { AXIS, Frame, Key, MOST_RULES, patterns, STILL, type Pattern } from './chart';
import { funnel, funnelSentence } from './figures';

const text = trendsWords.funnel;
const CHART = 'funnel';
const SERIES: readonly { id: keyof ReturnType<typeof funnel>; label: string; pattern: Pattern; colour: string }[] = [
  { id: 'accepted', label: text.accepted, pattern: 'plain', colour: 'var(--ok)' },
  { id: 'moved', label: text.moved, pattern: 'lines', colour: 'var(--waiting)' },
  { id: 'ended', label: text.ended, pattern: 'cross', colour: 'var(--block)' },
  { id: 'open', label: text.open, pattern: 'dense', colour: 'var(--warn)' },
  { id: 'notOn', label: text.notOn, pattern: 'dots', colour: 'var(--unknown)' },
];
const BECAME = ['accepted', 'moved', 'deleted', 'reported', 'open'] as const;

export function FunnelPicture({ rates: { rules } }: { rates: RateList }) {
  return (
    <Picture
      title={text.title}
      sentence={funnelSentence(rules)}
      chart={rules.length === 0 ? null : <Bars rules={rules.slice(0, MOST_RULES)} />}
      table={
        <Table
          caption={trendsWords.numbers(text.title)}
          hideCaption
          columns={[
            { id: 'rule', head: text.rule, cell: (rate) => rate.ruleId },
            { id: 'shown', head: text.shown, number: true, cell: (rate) => number(rate.interruptions) },
            { id: 'went', head: text.went, number: true, cell: (rate) => number(rate.overrides) },
            ...BECAME.map((id) => ({
              id,
              head: text.columns[id],
              number: true,
              cell: (rate: RateList['rules'][number]) => number(rate.became[id]),
            })),
          ]}
          rows={rules}
          rowKey={(rate) => rate.ruleId}
        />
      }
    />
  );
}

function Bars({ rules }: { rules: RateList['rules'] }) {
  return (
    <>
      <p className="quiet">{text.axis}</p>
      <Frame tall={rules.length > 4}>
        <BarChart
          data={rules.map((rule) => ({ ruleId: rule.ruleId, ...funnel(rule) }))}
          layout="vertical"
          margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          {patterns(CHART, SERIES)}
          <CartesianGrid stroke="var(--line)" horizontal={false} />
          <XAxis type="number" allowDecimals={false} {...AXIS} />
          <YAxis type="category" dataKey="ruleId" width={150} {...AXIS} tick={{ fill: 'var(--quiet)', fontSize: 11 }} />
          {SERIES.map(({ id }) => (
            <Bar key={id} dataKey={id} stackId={CHART} fill={`url(#${CHART}-${id})`} stroke="var(--edge)" maxBarSize={24} {...STILL} />
          ))}
        </BarChart>
      </Frame>
      <Key chart={CHART} series={SERIES} />
    </>
  );
}
