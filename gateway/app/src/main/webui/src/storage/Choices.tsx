/** What a practice may decide about a place that is not proven: the three honest choices. */
import { Link } from 'react-router';
import { storageWords } from '../words/storage';

const text = storageWords.choices;

export function Choices({ id }: { id: string }) {
  return (
    <section aria-labelledby="choices">
      <h2 id="choices">{text.title}</h2>
      <p>{text.body}</p>
      <dl className="brief choices">
        <div>
          <dt>{text.never}</dt>
          <dd>
            {text.neverBody} <Link to="/rules">{text.toRules}</Link>
          </dd>
        </div>
        <div>
          <dt>{text.warn}</dt>
          <dd>
            {text.warnBody} <Link to="/rules">{text.toRules}</Link>
          </dd>
        </div>
        <div>
          <dt>{text.paper}</dt>
          <dd>
            {text.paperBody} <Link to={`/storage/${id}/papers?add=paper`}>{text.toPapers}</Link>
          </dd>
        </div>
      </dl>
    </section>
  );
}
