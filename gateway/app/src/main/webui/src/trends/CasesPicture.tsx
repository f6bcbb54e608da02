/** Cases by week: how many were opened, decided, and became overdue. */
import type { Week } from '../api/insight';
import { trendsWords as text } from '../words/trends';
import { caseCount, casesSentence } from './figures';
import { WeeklyBars, type Series } from './WeeklyBars';

const SERIES: readonly Series[] = [
  { id: 'opened', label: text.cases.opened, pattern: 'lines', colour: 'var(--waiting)' },
  { id: 'decided', label: text.cases.decided, pattern: 'plain', colour: 'var(--ok)' },
  { id: 'overdue', label: text.cases.overdue, pattern: 'cross', colour: 'var(--block)' },
];

export function CasesPicture({ weeks }: { weeks: readonly Week[] }) {
  return (
    <WeeklyBars
      chart="cases"
      title={text.cases.title}
      sentence={casesSentence(weeks)}
      series={SERIES}
      weeks={weeks.map((week) => ({
        week: week.begins,
        counts: {
          opened: caseCount(week, 'opened'),
          decided: caseCount(week, 'decided'),
          overdue: caseCount(week, 'overdue'),
        },
      }))}
    />
  );
}
