/** Warnings in 1,000 sends by week, with a mark wherever the rules changed. */
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { Week } from '../api/insight';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { number } from '../words/format';
import { trendsWords as text } from '../words/trends';
import { AXIS, Frame, GRID, STILL, weekTick } from './chart';
import { markLines, perThousand, sent, warned, warningsSentence, type Mark } from './figures';

export function WarningsPicture({ weeks, marks }: { weeks: readonly Week[]; marks: readonly Mark[] }) {
  const points = weeks.map((week) => ({ week: week.begins, rate: perThousand([week]) ?? null }));
  return (
    <Picture
      title={text.warnings.title}
      sentence={warningsSentence(weeks)}
      chart={
        <>
          <Frame>
            <LineChart data={points} margin={{ top: 24, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
              <CartesianGrid {...GRID} />
              <XAxis dataKey="week" tickFormatter={weekTick} minTickGap={16} {...AXIS} />
              <YAxis allowDecimals={false} width={48} {...AXIS} />
              {markLines(marks).map((mark) => (
                <ReferenceLine
                  key={mark.label}
                  x={mark.week}
                  stroke="var(--text)"
                  strokeDasharray="2 4"
                  label={{ value: mark.label, position: 'top', fill: 'var(--text)', fontSize: 13 }}
                />
              ))}
              <Line
                dataKey="rate"
                stroke="var(--warn)"
                strokeWidth={3}
                dot={{ r: 4, fill: 'var(--warn)', stroke: 'var(--ground)' }}
                connectNulls
                {...STILL}
              />
            </LineChart>
          </Frame>
          {marks.length > 0 && <Marks marks={marks} />}
        </>
      }
      table={
        <Table
          caption={text.numbers(text.warnings.title)}
          hideCaption
          columns={[
            { id: 'week', head: text.week, cell: (week) => text.weekOf(week.begins) },
            { id: 'all', head: text.total, number: true, cell: (week) => number(sent(week)) },
            { id: 'warned', head: text.warnings.warned, number: true, cell: (week) => number(warned(week)) },
            { id: 'rate', head: text.warnings.head, number: true, cell: (week) => rateOf(week) },
            { id: 'rules', head: text.warnings.changed, cell: (week) => changedIn(week, marks) },
          ]}
          rows={weeks}
          rowKey={(week) => week.begins}
        />
      }
    />
  );
}

function rateOf(week: Week): string {
  const rate = perThousand([week]);
  return rate === undefined ? '–' : number(rate);
}

const changedIn = (week: Week, marks: readonly Mark[]) =>
  marks
    .filter((mark) => mark.week === week.begins)
    .map((mark) => mark.says)
    .join('; ');

function Marks({ marks }: { marks: readonly Mark[] }) {
  return (
    <div className="quiet">
      <p className="marks-title">{text.warnings.marks}</p>
      <ul className="marks">
        {marks.map((mark) => (
          <li key={mark.label}>
            <strong>{mark.label}</strong> {mark.says}
          </li>
        ))}
      </ul>
    </div>
  );
}
