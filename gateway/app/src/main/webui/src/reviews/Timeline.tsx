/** What happened to a case, from its audit events. */
import type { Case } from '../api/reviews';
import { usePeople } from '../app/people';
import { Person } from '../ui/Person';
import { Time } from '../ui/Time';
import { reviewsWords as text } from '../words/reviews';
import { useDestinationNames } from './names';
import { story } from './story';

export function Timeline({ each }: { each: Case }) {
  const nameOf = useDestinationNames();
  const people = usePeople();
  const events = story(each, nameOf, people.nameOf);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{text.timeline}</h2>
      {events.length === 0 ? (
        <p>{text.timelineNone}</p>
      ) : (
        <ol className="timeline">
          {events.map((event) => (
            <li key={`${event.at} ${event.did}`}>
              <p className="quiet timeline-at">
                <Time at={event.at} />
              </p>
              <p>
                <strong>
                  <Person subject={event.who} />
                </strong> {event.did}
              </p>
              {event.more.map((line) => (
                <p key={line} className="quiet">
                  {line}
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
