/** Whether a decision counts for the cases like this one too, and which those are. */
import { Link } from 'react-router';
import type { Case } from '../api/reviews';
import { Choice } from '../ui/Fields';
import { reviewsWords as text } from '../words/reviews';
import { useDestinationNames } from './names';

export function Alike({ similar, checked, onChange }: { similar: readonly Case[]; checked: boolean; onChange: () => void }) {
  const nameOf = useDestinationNames();
  return (
    <div className="field">
      <Choice type="checkbox" id="case-alike" name="alike" label={text.applyLike(similar.length)} checked={checked} onChange={onChange} />
      <details className="details">
        <summary>{text.applyWhich}</summary>
        <ul>
          {similar.map((other) => (
            <li key={other.id}>
              <Link to={`/reviews/${other.id}`}>{other.ruleId ?? other.id}</Link>{' '}
              <span className="quiet">{nameOf(other.destinationId)}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
