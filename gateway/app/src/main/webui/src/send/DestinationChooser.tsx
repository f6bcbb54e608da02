/** The destinations as radio buttons, best first, each with its verdict as part of its name. */
import type { Destination } from '../api/types';
import { Group } from '../ui/Fields';
import { Icon } from '../ui/Icon';
import { VerdictLine } from '../verdict/VerdictLine';
import { Why } from '../verdict/Why';
import { canChoose, nextStep, show } from '../verdict/verdict';
import { words } from '../words';
import { date } from '../words/format';

/** Room for more photos than that is not worth a line. */
const roomWorthSaying = 1000;

export function DestinationChooser({
  destinations,
  chosen,
  error,
  onChoose,
}: {
  destinations: readonly Destination[];
  chosen: string | undefined;
  error?: string | undefined;
  onChoose: (id: string) => void;
}) {
  return (
    <Group id="destination" legend={words.send.destination} error={error}>
      <ul className="destinations">
        {destinations.map((destination) => (
          <Row
            key={destination.id}
            destination={destination}
            checked={destination.id === chosen}
            onChoose={() => onChoose(destination.id)}
          />
        ))}
      </ul>
    </Group>
  );
}

function Row({
  destination,
  checked,
  onChoose,
}: {
  destination: Destination;
  checked: boolean;
  onChoose: () => void;
}) {
  const id = `destination-${destination.id}`;
  const open = canChoose(destination);
  return (
    <li className={open ? 'destination' : 'destination destination-closed'}>
      <input
        type="radio"
        id={id}
        name="destination"
        value={destination.id}
        checked={checked}
        disabled={!open}
        onChange={onChoose}
      />
      <label htmlFor={id}>
        <span className="destination-name">{destination.name}</span>
        {destination.available ? (
          <VerdictLine shown={show(destination.verdict)} asking={destination.asking ?? false} />
        ) : (
          <span className="verdict verdict-waiting">
            <Icon shape="waiting" />
            <strong>{words.verdict.waiting}</strong>
          </span>
        )}
        {destination.waiting !== undefined && (
          <span className="destination-note">{words.send.waitsForAccount}</span>
        )}
        <Note destination={destination} />
        {destination.space?.photos !== undefined && destination.space.photos < roomWorthSaying && (
          <span className="destination-note">{destination.space.text}</span>
        )}
      </label>
      <Why name={destination.name} verdict={destination.verdict} />
    </li>
  );
}

/** One line on what choosing it would ask for. */
function Note({ destination }: { destination: Destination }) {
  if (!canChoose(destination)) {
    return <span className="destination-note">{words.send.cannotChoose}</span>;
  }
  const { acknowledgedUntil } = destination.verdict;
  switch (nextStep(destination.verdict)) {
    case 'send':
      return acknowledgedUntil === undefined ? null : (
        <span className="destination-note">{words.send.agreedUntil(date(acknowledgedUntil))}</span>
      );
    case 'acknowledge':
    case 'consent':
    case 'send-and-wait':
    case 'none':
      // The verdict's own sentence says what it asks for.
      return null;
  }
}
