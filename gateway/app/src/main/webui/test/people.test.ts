/** Who is called what, and to whom something can be given. */
import { describe, expect, it } from 'vitest';
import type { Person } from '../src/api/people';
import { nameIn, namesOf, receivers } from '../src/app/people';

const person = (subject: string, name: string, rest: Partial<Person> = {}): Person => ({
  subject,
  name,
  roles: ['compliance'],
  lastSeenOn: '2026-11-27',
  offered: true,
  ...rest,
});

describe('what a person is called', () => {
  const names = namesOf([person('7f0c', 'Connie Marsh'), person('9a11', 'Jo Lee'), person('9a12', 'Jo Lee'), person('robot', 'robot')]);

  it('is their name', () => {
    expect(nameIn(names, '7f0c')).toBe('Connie Marsh');
    expect(nameIn(names, 'robot')).toBe('robot');
  });

  it('has the id beside it where two share a name', () => {
    expect(nameIn(names, '9a11')).toBe('Jo Lee (9a11)');
    expect(nameIn(names, '9a12')).toBe('Jo Lee (9a12)');
  });

  it('stays the id of whom nobody knows, and says who the gateway is', () => {
    expect(nameIn(names, 'long-gone')).toBe('long-gone');
    expect(nameIn(names, 'gateway')).toBe('The gateway');
  });
});

describe('to whom a case can be given', () => {
  const people = [
    person('me', 'Connie Marsh'),
    person('zoe', 'Zoe Ahn'),
    person('carl', 'Carl Reed'),
    person('left', 'Lena Gone', { offered: false }),
    person('adam', 'Adam Low', { roles: ['practice-admin', 'clinician'] }),
  ];
  const names = namesOf(people);
  const options = (given: string) =>
    receivers({ me: { subject: 'me' }, people, nameOf: (subject) => nameIn(names, subject) }, 'compliance', given);
  const labels = (given: string) => options(given).map((each) => each.label);

  it('is nobody, who looks, and the others who decide, by name', () => {
    expect(labels('')).toEqual(['Nobody', 'Me', 'Carl Reed', 'Zoe Ahn']);
    expect(options('')[0]?.subject).toBe('');
    expect(options('me').map((each) => each.subject)).toEqual(['', 'me', 'carl', 'zoe']);
  });

  it('is also to whom it is given now, who may have left or never been seen', () => {
    expect(labels('left')).toEqual(['Nobody', 'Me', 'Lena Gone', 'Carl Reed', 'Zoe Ahn']);
    expect(labels('typed long ago')).toContain('typed long ago');
  });
});
