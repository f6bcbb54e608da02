/** What events are searched by: between the address, the form and the gateway. Days are the reader's own. */
import type { EventFilter } from '../api/insight';

export const FIELDS = ['type', 'actor', 'destination', 'target', 'from', 'to'] as const;

/** A filter as people type it; days such as `2026-11-27`, `''` where nothing is said. */
export type Typed = Record<(typeof FIELDS)[number], string>;

export const NOTHING: Typed = { type: '', actor: '', destination: '', target: '', from: '', to: '' };

export function fromAddress(address: URLSearchParams): Typed {
  return Object.fromEntries(FIELDS.map((field) => [field, address.get(field) ?? ''])) as Typed;
}

export function toAddress(typed: Typed): Record<string, string> {
  return Object.fromEntries(FIELDS.flatMap((field) => (typed[field].trim() === '' ? [] : [[field, typed[field].trim()]])));
}

export const isEmpty = (typed: Typed): boolean => Object.keys(toAddress(typed)).length === 0;

/** The first moment of a day where the reader is. */
export function startOf(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString();
}

/** The last moment of a day where the reader is. */
export function endOf(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString();
}

/** Some days before or after a day. */
export function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

export function toQuery(typed: Typed): EventFilter {
  const { from, to, ...rest } = toAddress(typed);
  return {
    ...rest,
    ...(from !== undefined && isDay(from) ? { from: startOf(from) } : {}),
    ...(to !== undefined && isDay(to) ? { to: endOf(to) } : {}),
  };
}

/** Where more about an event's subject is shown, if it has a page of its own. */
export function pageOf(target: string): string | undefined {
  if (/^trf_\w+$/.test(target)) {
    return `/transfers/${target}`;
  }
  return /^rev_\w+$/.test(target) ? `/reviews/${target}` : undefined;
}

/** Roughly how many bytes an event takes in each form, to tell a size before it is made. */
const EVENT_BYTES = { jsonl: 800, csv: 300, fhir: 2000 } as const;

export const sizeOf = (format: keyof typeof EVENT_BYTES, count: number): number => EVENT_BYTES[format] * count;
