/** Sends by week, stacked by what the rules said to them. */
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import type { Week } from '../api/insight';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { number } from '../words/format';
import { trendsWords as text } from '../words/trends';
import { AXIS, Frame, GRID, Key, patterns, STILL, weekTick, type Pattern } from './chart';
import { OUTCOMES, sendsSentence, sent } from './figures';

const CHART = 'sends';
const LOOK: Record<(typeof OUTCOMES)[number], { pattern: Pattern; colour: string }> = {
  ALLOW: { pattern: 'plain', colour: 'var(--ok)' },
  NOTICE: { pattern: 'dense', colour: 'var(--waiting)' },
  WARN: { pattern: 'lines', colour: 'var(--warn)' },
  HOLD: { pattern: 'dots', colour: 'var(--unknown)' },
  BLOCK: { pattern: 'cross', colour: 'var(--block)' },
};
const SERIES = OUTCOMES.map((id) => ({ id, ...LOOK[id], label: text.outcomes[id] ?? id }));

export function SendsPicture({ weeks }: { weeks: readonly Week[] }) {
  return (
    <Picture
      title={text.sends.title}
      sentence={sendsSentence(weeks)}
      chart={
        <>
          <Frame>
            <BarChart
              data={weeks.map((week) => ({ week: week.begins, ...week.sends }))}
              margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              {patterns(CHART, SERIES)}
              <CartesianGrid {...GRID} />
              <XAxis dataKey="week" tickFormatter={weekTick} minTickGap={16} {...AXIS} />
              <YAxis allowDecimals={false} width={48} {...AXIS} />
              {SERIES.map(({ id, colour }) => (
                <Bar key={id} dataKey={id} stackId="sends" fill={`url(#${CHART}-${id})`} stroke={colour} maxBarSize={56} {...STILL} />
              ))}
            </BarChart>
          </Frame>
          <Key chart={CHART} series={SERIES} />
        </>
      }
      table={
        <Table
          caption={text.numbers(text.sends.title)}
          hideCaption
          columns={[
            { id: 'week', head: text.week, cell: (week) => text.weekOf(week.begins) },
            ...SERIES.map(({ id, label }) => ({
              id,
              head: label,
              number: true,
              cell: (week: Week) => number(week.sends[id] ?? 0),
            })),
            { id: 'all', head: text.total, number: true, cell: (week) => number(sent(week)) },
          ]}
          rows={weeks}
          rowKey={(week) => week.begins}
        />
      }
    />
  );
}
