/** A picture of counts by week: bars beside or on top of each other, and their table. */
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { number } from '../words/format';
import { trendsWords as text } from '../words/trends';
import { AXIS, Frame, GRID, Key, patterns, STILL, weekTick, type Pattern } from './chart';

export interface Series {
  id: string;
  label: string;
  pattern: Pattern;
  colour: string;
}

export interface WeekCounts {
  /** The day that it began. */
  week: string;
  /** By the series' ids. */
  counts: Readonly<Record<string, number>>;
}

/** @param total of a week, where the bars stand on top of each other */
export function WeeklyBars({
  chart,
  title,
  sentence,
  series,
  weeks,
  total,
}: {
  chart: string;
  title: string;
  sentence: string;
  series: readonly Series[];
  weeks: readonly WeekCounts[];
  total?: (week: WeekCounts) => number;
}) {
  return (
    <Picture
      title={title}
      sentence={sentence}
      chart={
        <>
          <Frame>
            <BarChart
              data={weeks.map(({ week, counts }) => ({ week, ...counts }))}
              margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              {patterns(chart, series)}
              <CartesianGrid {...GRID} />
              <XAxis dataKey="week" tickFormatter={weekTick} minTickGap={16} {...AXIS} />
              <YAxis allowDecimals={false} width={48} {...AXIS} />
              {series.map(({ id, colour }) => (
                <Bar
                  key={id}
                  dataKey={id}
                  fill={`url(#${chart}-${id})`}
                  stroke={colour}
                  {...(total === undefined ? { maxBarSize: 24 } : { maxBarSize: 56, stackId: chart })}
                  {...STILL}
                />
              ))}
            </BarChart>
          </Frame>
          <Key chart={chart} series={series} />
        </>
      }
      table={
        <Table
          caption={text.numbers(title)}
          hideCaption
          columns={[
            { id: 'week', head: text.week, cell: ({ week }) => text.weekOf(week) },
            ...series.map(({ id, label }) => ({
              id,
              head: label,
              number: true,
              cell: ({ counts }: WeekCounts) => number(counts[id] ?? 0),
            })),
            ...(total === undefined
              ? []
              : [{ id: 'all', head: text.total, number: true, cell: (week: WeekCounts) => number(total(week)) }]),
          ]}
          rows={weeks}
          rowKey={({ week }) => week}
        />
      }
    />
  );
}
