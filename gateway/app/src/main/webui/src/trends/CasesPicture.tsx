/** Cases by week: how many were opened, decided, and became overdue. */
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import type { Week } from '../api/insight';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { number } from '../words/format';
import { trendsWords as text } from '../words/trends';
import { AXIS, Frame, GRID, Key, patterns, STILL, weekTick } from './chart';
import { caseCount, casesSentence } from './figures';

const CHART = 'cases';
const SERIES = [
  { id: 'opened', label: text.cases.opened, pattern: 'lines', colour: 'var(--waiting)' },
  { id: 'decided', label: text.cases.decided, pattern: 'plain', colour: 'var(--ok)' },
  { id: 'overdue', label: text.cases.overdue, pattern: 'cross', colour: 'var(--block)' },
] as const;

export function CasesPicture({ weeks }: { weeks: readonly Week[] }) {
  const rows = weeks.map((week) => ({
    week: week.begins,
    opened: caseCount(week, 'opened'),
    decided: caseCount(week, 'decided'),
    overdue: caseCount(week, 'overdue'),
  }));
  return (
    <Picture
      title={text.cases.title}
      sentence={casesSentence(weeks)}
      chart={
        <>
          <Frame>
            <BarChart data={rows} margin={{ top: 8, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
              {patterns(CHART, SERIES)}
              <CartesianGrid {...GRID} />
              <XAxis dataKey="week" tickFormatter={weekTick} minTickGap={16} {...AXIS} />
              <YAxis allowDecimals={false} width={48} {...AXIS} />
              {SERIES.map(({ id, colour }) => (
                <Bar key={id} dataKey={id} fill={`url(#${CHART}-${id})`} stroke={colour} maxBarSize={24} {...STILL} />
              ))}
            </BarChart>
          </Frame>
          <Key chart={CHART} series={SERIES} />
        </>
      }
      table={
        <Table
          caption={text.numbers(text.cases.title)}
          hideCaption
          columns={[
            { id: 'week', head: text.week, cell: (row) => text.weekOf(row.week) },
            ...SERIES.map(({ id, label }) => ({
              id,
              head: label,
              number: true,
              cell: (row: (typeof rows)[number]) => number(row[id]),
            })),
          ]}
          rows={rows}
          rowKey={(row) => row.week}
        />
      }
    />
  );
}
