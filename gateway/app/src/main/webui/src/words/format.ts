/** Numbers, times and places in the reader's language. */

export const LOCALE = 'en-AU';

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const clock = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const regions = new Intl.DisplayNames([LOCALE], { type: 'region', fallback: 'code' });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "2 minutes ago", "yesterday", "now". */
export function ago(time: string, now: number = Date.now()): string {
  const elapsed = new Date(time).getTime() - now;
  const size = Math.abs(elapsed);
  if (size < MINUTE) return relative.format(0, 'second');
  if (size < HOUR) return relative.format(Math.round(elapsed / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.round(elapsed / HOUR), 'hour');
  return relative.format(Math.round(elapsed / DAY), 'day');
}

export function date(time: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' }).format(new Date(time));
}

export function dateAndTime(time: string): string {
  return clock.format(new Date(time));
}

const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'long' });

/** With seconds and the zone: "Friday 27 November 2026 at 3:04:05 pm AEDT". */
export function exactly(time: string): string {
  return moment.format(new Date(time));
}

const unit = (name: 'minute' | 'hour' | 'day', value: number) =>
  new Intl.NumberFormat(LOCALE, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);

/** A time that something was done within, never less than it took: "40 minutes", "5 hours", "3 days". */
export function within(minutes: number): string {
  if (minutes < 60) {
    return unit('minute', Math.max(minutes, 1));
  }
  const hours = Math.ceil(minutes / 60);
  return hours <= 48 ? unit('hour', hours) : unit('day', Math.ceil(hours / 24));
}

export function list(items: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(items);
}

export function number(value: number): string {
  return new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 }).format(value);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit < 2 ? 0 : 1,
  }).format(value);
}

export function percent(value: number): string {
  return new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);
}

/** The unknown place has the code `ZZ` everywhere in Onshore. */
export const UNKNOWN_PLACE = 'ZZ';

/** The country's name for an ISO code, or for the country part of a subdivision ("AU-VIC"). */
export function placeName(code: string): string {
  const country = code.split('-')[0] ?? code;
  try {
    return regions.of(country) ?? code;
  } catch {
    // Not an ISO code ("EU-WEST-2" style labels): shown as it came.
    return code;
  }
}

/** A message of the server as a sentence; nothing when it is absent or empty. */
export function sentence(text: string | undefined): string | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

export function placeList(places: readonly string[]): string {
  return new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(new Set(places.map(placeName)));
}

/** "23 Nov", for axes that have no room for more. A day, such as `2026-11-23`. */
export function dayAndMonth(day: string): string {
  return new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(day));
}
