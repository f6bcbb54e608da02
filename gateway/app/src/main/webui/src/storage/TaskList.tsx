/** The guide of a destination as a list of tasks, each with its state, leading to its own page. */
import { Link } from 'react-router';
import type { Guide } from '../api/storage';
import { Tag } from '../ui/Tag';
import { storageWords } from '../words/storage';
import { plain, stepTag } from './facts';

const text = storageWords.guide;

export function TaskList({ guide }: { guide: Guide }) {
  const next = guide.steps.find((step) => step.id === guide.next);
  const said = text.progress(guide.settled, guide.steps.length);
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{text.title}</h2>
      <p>{guide.title}</p>
      <p>{said}</p>
      <progress aria-label={text.bar} max={guide.steps.length} value={guide.settled}>
        {said}
      </progress>
      {next !== undefined && (
        <p>
          <Link className="button button-primary" to={`/storage/${guide.destinationId}/steps/${next.id}`}>
            {text.begin(next.title)}
          </Link>
        </p>
      )}
      <ol className="tasks">
        {guide.steps.map((step) => {
          const tag = stepTag(step);
          return (
            <li key={step.id} className="task">
              <Link to={`/storage/${guide.destinationId}/steps/${step.id}`} aria-describedby={`task-${step.id}`}>
                {step.title}
              </Link>
              <span id={`task-${step.id}`}>
                <Tag shape={tag.shape}>{tag.label}</Tag>
              </span>
              <span className="quiet">{plain(step.saw)}</span>
            </li>
          );
        })}
      </ol>
      <details className="details">
        <summary>{text.caution}</summary>
        <p>{guide.caution}</p>
      </details>
    </section>
  );
}
