/** The destinations as radio buttons, best first, each with its verdict as part of its name. */
import { useState } from 'react';
import type { ConsentKind, Destination } from '../api/types';
import { Button } from '../ui/Button';
import { Group } from '../ui/Fields';
import { Icon } from '../ui/Icon';
import { VerdictLine } from '../verdict/VerdictLine';
import { Why } from '../verdict/Why';
import { canChoose, nextStep, show } from '../verdict/verdict';
import { words } from '../words';
import { date, sentence } from '../words/format';

/** Room for more photos than that is not worth a line. */
const roomWorthSaying = 1000;

/** As many as can be taken in at a glance; the others are a press away. */
const AT_ONCE = 5;

/** The radio that an error about the choice leads to. */
export const choiceId = (destinations: readonly Destination[]) => `destination-${destinations.find(canChoose)?.id ?? ''}`;

export function DestinationChooser({
  destinations,
  kinds,
  chosen,
  error,
  onChoose,
}: {
  destinations: readonly Destination[];
  kinds: readonly ConsentKind[];
  chosen: string | undefined;
  error?: string | undefined;
  onChoose: (id: string) => void;
}) {
  const [all, setAll] = useState(false);
  const shown = destinations.filter((each, index) => all || index < AT_ONCE || each.id === chosen);
  const hidden = destinations.length - shown.length;
  return (
    <Group id="destination" legend={words.send.destination} error={error}>
      <ul className="destinations">
        {shown.map((destination) => (
          <Row
            key={destination.id}
            destination={destination}
            kinds={kinds}
            checked={destination.id === chosen}
            onChoose={() => onChoose(destination.id)}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <Button kind="link" onClick={() => setAll(true)}>
          {words.send.more(hidden)}
        </Button>
      )}
    </Group>
  );
}

function Row({
  destination,
  kinds,
  checked,
  onChoose,
}: {
  destination: Destination;
  kinds: readonly ConsentKind[];
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
          <VerdictLine shown={show(destination.verdict)} asking={destination.asking} />
        ) : (
          <span className="verdict verdict-stopped">
            <Icon shape="stopped" />
            <strong>{words.send.stopped}</strong>
          </span>
        )}
        <Notes destination={destination} kinds={kinds} />
      </label>
      <Why name={destination.name} decision={destination.verdict}>
        {words.verdict.wrongHere}
      </Why>
    </li>
  );
}

/** Lines on what stands in the way, and on what choosing it would ask for. */
function Notes({ destination, kinds }: { destination: Destination; kinds: readonly ConsentKind[] }) {
  return notesOf(destination, kinds).map((note) => (
    <span key={note} className="destination-note">
      {note}
    </span>
  ));
}

function notesOf(destination: Destination, kinds: readonly ConsentKind[]): string[] {
  const { available, waiting, space, verdict } = destination;
  const notes: string[] = [];
  if (!available) {
    notes.push(sentence(waiting) ?? '');
  } else if (waiting !== undefined) {
    notes.push(words.send.waitsForAccount);
  }
  if (!canChoose(destination)) {
    notes.push(words.send.cannotChoose);
  } else if (verdict.acknowledgedUntil !== undefined && nextStep(verdict, kinds) === 'send') {
    notes.push(words.send.agreedUntil(date(verdict.acknowledgedUntil)));
  }
  if (available && space?.photos !== undefined && space.photos < roomWorthSaying) {
    notes.push(sentence(space.text) ?? '');
  }
  return notes.filter((note) => note !== '');
}
