/** How many other open cases are like this one, and the way to them. */
import { Link } from 'react-router';
import type { Case } from '../api/reviews';
import { reviewsWords as text } from '../words/reviews';
import { address } from './inbox';
import { useSimilar } from './useSimilar';

export function Similar({ each }: { each: Case }) {
  const similar = useSimilar(each);
  if (similar.length === 0) {
    return <p className="quiet">{text.similarNone}</p>;
  }
  const { kind, destinationId } = each;
  return (
    <p>
      <Link to={address(new URLSearchParams(), { kind, destination: destinationId ?? '' })}>{text.similar(similar.length)}</Link>{' '}
      <span className="quiet">{text.similarWhy}</span>
    </p>
  );
}
