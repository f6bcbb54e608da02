import { describe, expect, it } from 'vitest';
import type { KeptDecision } from '../src/api/reviews';
import type { Transfer } from '../src/api/types';
import { flowOf, type StopId } from '../src/reviews/flow';
import { narrow, wide, wrap, type Drawing } from '../src/reviews/flowLayout';

const transfer = (rest: Partial<Transfer> = {}): Transfer => ({
  id: 'trf_1',
  state: 'VERIFIED',
  destinationId: 'box',
  destinationName: 'Box - Australia zone',
  provider: 'box',
  size: 34_016,
  received: 34_016,
  sent: 34_016,
  uploadUrl: '',
  decision: {} as Transfer['decision'],
  envelope: { kind: 'AGE', certainty: 'recognised', label: 'an age file', keyServers: [] },
  stored: { providerObjectId: '1', name: 'a.sealed', size: 34_016, digests: [] },
  verification: 'MATCHED',
  createdAt: '2026-11-27T10:00:00Z',
  updatedAt: '2026-11-27T10:00:00Z',
  links: {},
  ...rest,
});

const kept = (places: Record<string, string[]>, rest: Partial<KeptDecision['facts']> = {}): KeptDecision =>
  ({
    decision: {
      evidence: [{ aspect: 'CONTENT', places: ['AU'], grade: 'TENANT_MEASURED', source: 'folder.zone', observedOn: '2026-11-27' }],
    },
    facts: { places, endToEnd: true, metadataPlain: false, account: 'organisation', ...rest },
  }) as unknown as KeptDecision;

const known = { CONTENT: ['AU'], BACKUP: ['AU'], METADATA: ['US'], SUPPORT: ['US'], GATEWAY: ['AU-NSW'], KEYS: ['AU'] };

const stop = (id: StopId, ...given: Parameters<typeof flowOf>) => flowOf(...given).stops.find((each) => each.id === id);

describe('the map of a send', () => {
  it('names the place of each stop and how it is known', () => {
    expect(stop('provider', transfer(), kept(known), undefined)).toMatchObject({ place: 'Australia', known: true });
    expect(stop('provider', transfer(), kept(known), undefined)?.source).toContain('folder.zone');
    expect(stop('gateway', transfer(), kept(known), undefined)).toMatchObject({ place: 'Australia (NSW)', source: 'Set up by your practice' });
  });

  it('never knows a place that nobody told, nor one of which a part is unknown', () => {
    const partly = kept({ ...known, BACKUP: [], CONTENT: ['AU', 'ZZ'] });
    expect(stop('backup', transfer(), partly, undefined)).toMatchObject({ place: 'Nobody has told us', known: false });
    expect(stop('provider', transfer(), partly, undefined)?.known).toBe(false);
    expect(stop('device', transfer(), partly, undefined)?.known).toBe(false);
  });

  it('says in one line where the file is and what is open', () => {
    expect(flowOf(transfer(), kept({ ...known, BACKUP: ['ZZ'] }), undefined).sentence).toBe(
      'The sealed file is at Box - Australia zone, kept in Australia. Nobody on the way can open it. Not known: where backups are.',
    );
    expect(flowOf(transfer(), kept({ ...known, CONTENT: ['ZZ'] }), undefined).sentence).toContain('nobody has told us where that keeps it');
  });

  it('draws a hop that did not happen as open', () => {
    const waiting: Transfer = transfer({ state: 'HELD', sent: 0 });
    delete waiting.stored;
    const flow = flowOf(waiting, kept(known), undefined);
    expect(flow.hops.map((hop) => [hop.to, hop.done])).toContainEqual(['gateway', true]);
    expect(flow.hops.find((hop) => hop.from === 'gateway')).toMatchObject({ done: false, carried: 'Nothing yet' });
    expect(flow.sentence).toContain('Nothing is at Box - Australia zone yet.');
  });

  it('says that a file is gone', () => {
    const gone = transfer({ stored: { providerObjectId: '1', name: 'a', size: 1, digests: [], goneAt: '2026-11-27T11:00:00Z' } });
    expect(flowOf(gone, kept(known), undefined).sentence).toContain('proven to be gone');
  });

  it('does not call bytes sealed that were not', () => {
    const flow = flowOf(transfer(), kept(known, { endToEnd: false }), undefined);
    expect(flow.hops.map((hop) => hop.reads)).not.toContain('Only sealed bytes');
    expect(flow.sentence).toContain('not sealed');
  });

  it('names the owner if the account could be asked for', () => {
    expect(stop('provider', transfer(), kept(known), { account: 'organisation', owner: 'o-1' })?.lines).toContain('Owner: o-1 (as of today)');
    expect(stop('provider', transfer(), kept(known), undefined)?.lines).toContain('Owner: nobody has told us');
  });
});

describe('the layout of the map', () => {
  it('breaks a text at spaces, and a word only where it must', () => {
    expect(wrap('Google Drive - shared drive', 14)).toEqual(['Google Drive -', 'shared drive']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(wrap('', 3)).toEqual([]);
  });

  const overlap = ({ boxes }: Drawing) =>
    boxes.some((one, at) =>
      boxes.slice(at + 1).some(
        (other) =>
          one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height,
      ),
    );

  it.each([
    ['wide', wide],
    ['narrow', narrow],
  ])('keeps every box of the %s one apart, inside, and full of its lines', (_name, draw) => {
    const drawing = draw(flowOf(transfer({ destinationName: 'A very long name of a folder that the practice chose for its photos' }), kept(known), undefined));
    expect(drawing.boxes).toHaveLength(7);
    expect(drawing.arrows).toHaveLength(6);
    expect(overlap(drawing)).toBe(false);
    for (const box of drawing.boxes) {
      expect(box.x + box.width).toBeLessThanOrEqual(drawing.width);
      expect(box.y + box.height).toBeLessThanOrEqual(drawing.height);
      expect(Math.max(...box.lines.map((line) => line.y))).toBeLessThan(box.y + box.height);
    }
  });
});
