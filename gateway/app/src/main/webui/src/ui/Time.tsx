/** A time as a date and a clock time, with the zone and the exact instant on hover. */
import { dateAndTime, exactly } from '../words/format';

export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactly(at)}>
      {dateAndTime(at)}
    </time>
  );
}
