/** How long cases waited for their first decision, by the week of the decision. */
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import type { DecisionTime, Week } from '../api/insight';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { number, within } from '../words/format';
import { trendsWords } from '../words/trends';
import { AXIS, Frame, GRID, Key, patterns, STILL, weekTick, type Pattern } from './chart';
import { decisionSentence, decisionUnit } from './figures';

const text = trendsWords.decisions;
const CHART = 'decisions';
const SERIES: readonly { id: 'half' | 'most'; label: string; pattern: Pattern; colour: string }[] = [
  { id: 'half', label: text.half, pattern: 'plain', colour: 'var(--waiting)' },
  { id: 'most', label: text.most, pattern: 'lines', colour: 'var(--waiting)' },
];

export function DecisionPicture({ weeks, time }: { weeks: readonly Week[]; time: DecisionTime | undefined }) {
  return (
    <Picture
      title={text.title}
      sentence={decisionSentence(time)}
      chart={time === undefined ? null : <Bars weeks={weeks} />}
      table={
        <>
          <p className="quiet">{text.fewHint}</p>
          <Table
            caption={trendsWords.numbers(text.title)}
            hideCaption
            columns={[
              { id: 'week', head: trendsWords.week, cell: (week) => trendsWords.weekOf(week.begins) },
              { id: 'decided', head: text.decided, number: true, cell: (week) => number(week.decisionTime?.cases ?? 0) },
              { id: 'half', head: text.half, number: true, cell: (week) => say(week.decisionTime?.p50Minutes) },
              { id: 'most', head: text.most, number: true, cell: (week) => say(week.decisionTime?.p90Minutes) },
            ]}
            rows={weeks}
            rowKey={(week) => week.begins}
          />
        </>
      }
    />
  );
}

const say = (minutes: number | undefined) => (minutes === undefined ? text.nothing : within(minutes));

function Bars({ weeks }: { weeks: readonly Week[] }) {
  const unit = decisionUnit(weeks);
  // A week without a decision has no bar: that is not no time.
  const points = weeks.map(({ begins, decisionTime }) => ({
    week: begins,
    half: decisionTime === undefined ? null : decisionTime.p50Minutes / unit.minutes,
    most: decisionTime === undefined ? null : decisionTime.p90Minutes / unit.minutes,
  }));
  return (
    <>
      <p className="quiet">{text[unit.name]}</p>
      <Frame>
        <BarChart data={points} margin={{ top: 8, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
          {patterns(CHART, SERIES)}
          <CartesianGrid {...GRID} />
          <XAxis dataKey="week" tickFormatter={weekTick} minTickGap={16} {...AXIS} />
          <YAxis width={48} tickFormatter={(value: number) => number(value)} {...AXIS} />
          {SERIES.map(({ id, colour }) => (
            <Bar key={id} dataKey={id} fill={`url(#${CHART}-${id})`} stroke={colour} maxBarSize={24} minPointSize={2} {...STILL} />
          ))}
        </BarChart>
      </Frame>
      <Key chart={CHART} series={SERIES} />
    </>
  );
}
