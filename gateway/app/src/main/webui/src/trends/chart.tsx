/** What all charts look like: axes, lines, and patterns that tell series apart without colour. */
import type { ReactElement } from 'react';
import { ResponsiveContainer, type BarProps } from 'recharts';
import { dayAndMonth } from '../words/format';

export const AXIS = { stroke: 'var(--edge)', tick: { fill: 'var(--quiet)', fontSize: 13 }, tickLine: false } as const;
export const GRID = { stroke: 'var(--line)', vertical: false } as const;

/** Charts stand still: they are pictures, and nobody asked them to move. */
export const STILL: Pick<BarProps, 'isAnimationActive'> = { isAnimationActive: false };

/** More rules than this are no picture any more; the table has all. */
export const MOST_RULES = 10;

export const weekTick = (week: string) => dayAndMonth(week);

export type Pattern = 'plain' | 'dots' | 'lines' | 'cross' | 'dense';

/** The patterns of a chart as SVG definitions; recharts passes them through. */
export function patterns(chart: string, series: readonly { id: string; pattern: Pattern; colour: string }[]) {
  return (
    <defs>
      {series.map(({ id, pattern, colour }) => (
        <pattern key={id} id={`${chart}-${id}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill={pattern === 'plain' || pattern === 'dense' ? colour : 'var(--ground)'} />
          {MARKS[pattern](colour)}
        </pattern>
      ))}
    </defs>
  );
}

const MARKS: Record<Pattern, (colour: string) => ReactElement | null> = {
  plain: () => null,
  dots: (colour) => <path d="M1 1h3v3h-3zM5 5h3v3h-3z" fill={colour} />,
  lines: (colour) => <path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke={colour} strokeWidth="3" />,
  cross: (colour) => <path d="M0 0l8 8M0 8l8-8" stroke={colour} strokeWidth="2" />,
  dense: () => <path d="M0 4h8" stroke="var(--ground)" strokeWidth="1.5" />,
};

export function Frame({ tall = false, children }: { tall?: boolean; children: ReactElement }) {
  return (
    <div className={tall ? 'chart chart-tall' : 'chart'}>
      <ResponsiveContainer width="100%" height="100%">
        {children}
      </ResponsiveContainer>
    </div>
  );
}

/** The names of the series with their patterns, as words beside small squares. */
export function Key({ chart, series }: { chart: string; series: readonly { id: string; label: string }[] }) {
  return (
    <ul className="key">
      {series.map(({ id, label }) => (
        <li key={id}>
          <svg width="18" height="18" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="16" height="16" fill={`url(#${chart}-${id})`} stroke="var(--edge)" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
