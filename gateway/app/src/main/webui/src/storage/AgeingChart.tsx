/** Bars from today to each end, the nearest first. The sentence and the table beside it say the same. */
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { storageWords } from '../words/storage';

const ROW = 40;
const AXIS = 60;

export default function AgeingChart({ ends }: { ends: readonly { label: string; days: number }[] }) {
  const bars = ends.map((each) => ({ ...each, left: Math.max(each.days, 0), said: storageWords.ends.days(each.days) }));
  return (
    <div className="chart">
      <ResponsiveContainer width="100%" height={bars.length * ROW + AXIS}>
        <BarChart data={bars} layout="vertical" margin={{ top: 0, right: 72, bottom: 20, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis type="number" stroke="var(--quiet)" label={{ value: storageWords.ends.axis, position: 'bottom', offset: 0, fill: 'var(--quiet)' }} />
          <YAxis type="category" dataKey="label" width={150} stroke="var(--quiet)" tick={{ fontSize: 13 }} />
          <Bar dataKey="left" fill="var(--action)" barSize={18} isAnimationActive={false} minPointSize={2}>
            <LabelList dataKey="said" position="right" fill="var(--text)" />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
