/** Sends by week, stacked by what the rules said to them. */
import type { Week } from '../api/insight';
import { trendsWords as text } from '../words/trends';
import type { Pattern } from './chart';
import { OUTCOMES, sendsSentence } from './figures';
import { WeeklyBars, type Series } from './WeeklyBars';

const LOOK: Record<(typeof OUTCOMES)[number], { pattern: Pattern; colour: string }> = {
  ALLOW: { pattern: 'plain', colour: 'var(--ok)' },
  NOTICE: { pattern: 'dense', colour: 'var(--waiting)' },
  WARN: { pattern: 'lines', colour: 'var(--warn)' },
  HOLD: { pattern: 'dots', colour: 'var(--unknown)' },
  BLOCK: { pattern: 'cross', colour: 'var(--block)' },
};
const SERIES: readonly Series[] = OUTCOMES.map((id) => ({ id, ...LOOK[id], label: text.outcomes[id] ?? id }));

export function SendsPicture({ weeks }: { weeks: readonly Week[] }) {
  return (
    <WeeklyBars
      chart="sends"
      title={text.sends.title}
      sentence={sendsSentence(weeks)}
      series={SERIES}
      weeks={weeks.map((week) => ({ week: week.begins, counts: week.sends }))}
      total={({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0)}
    />
  );
}
