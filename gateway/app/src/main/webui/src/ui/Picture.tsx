/** A picture of numbers: the sentence that it proves, the picture, and its twin as a table. */
import { useId, type ReactNode } from 'react';
import { words } from '../words';
import { Tabs } from './Tabs';

/**
 * @param sentence what the numbers say, in words; the picture only shows it
 * @param chart the picture, hidden from screen readers: the sentence and the table say all of it
 */
export function Picture({
  title,
  sentence,
  chart,
  table,
}: {
  title: string;
  sentence: string;
  chart: ReactNode;
  table: ReactNode;
}) {
  const id = useId();
  return (
    <section className="picture" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="picture-says">{sentence}</p>
      <Tabs
        label={words.app.views(title)}
        views={[
          { id: 'chart', label: words.app.chart, content: <div aria-hidden="true">{chart}</div> },
          { id: 'table', label: words.app.table, content: table },
        ]}
      />
    </section>
  );
}
