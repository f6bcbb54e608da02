import { describe, expect, it, vi } from 'vitest';
import { judge } from '../src/upload/tusCarrier';
import { Uploader, advance, type CarrierEvents, type UploadView } from '../src/upload/uploader';

const sending: UploadView = { phase: 'sending', sent: 10, size: 100 };

/** A carrier and a revival that the test drives by hand. */
function rig() {
  const carriers: { events: CarrierEvents; begun: number; halted: boolean }[] = [];
  const wishes = new Set<() => void>();
  const uploader = new Uploader(
    (_file, _url, events) => {
      const carrier = { events, begun: 0, halted: false };
      carriers.push(carrier);
      return {
        begin: () => {
          carrier.begun += 1;
        },
        halt: () => {
          carrier.halted = true;
        },
      };
    },
    {
      whenWorthATry: (callback) => {
        wishes.add(callback);
        return () => wishes.delete(callback);
      },
    },
  );
  const file = new File([new Uint8Array(100)], 'photo.age');
  const start = () => uploader.start('trf_1', '/api/v1/uploads/trf_1', file);
  const carrier = (index = 0) => {
    const found = carriers[index];
    if (found === undefined) throw new Error(`no carrier ${index}`);
    return found;
  };
  return { uploader, carriers, carrier, wishes, start, view: () => uploader.view('trf_1') };
}

describe('the states of an upload', () => {
  it('pauses with what was sent, and goes on', () => {
    const paused = advance(sending, { type: 'interrupted', reason: 'signal' });
    expect(paused).toEqual({ phase: 'paused', sent: 10, size: 100, reason: 'signal' });
    expect(advance(paused, { type: 'progress', sent: 20 })).toEqual({ phase: 'sending', sent: 20, size: 100 });
  });

  it('never shows more than there is', () => {
    expect(advance(sending, { type: 'progress', sent: 500 }).sent).toBe(100);
    expect(advance(sending, { type: 'delivered' })).toEqual({ phase: 'delivered', sent: 100, size: 100 });
  });

  it('does not leave an end', () => {
    const stopped = advance(sending, { type: 'stopped', problem: { status: 422 } });
    expect(advance(stopped, { type: 'progress', sent: 50 })).toBe(stopped);
    const delivered = advance(sending, { type: 'delivered' });
    expect(advance(delivered, { type: 'interrupted', reason: 'signal' })).toBe(delivered);
  });
});

describe('the uploader', () => {
  it('goes on by itself when the signal is back', () => {
    const { start, carrier, wishes, view } = rig();
    start();
    carrier().events.progress(40);
    carrier().events.lost('signal');
    expect(view()?.phase).toBe('paused');
    wishes.forEach((wish) => wish());
    expect(carrier().begun).toBe(2);
    carrier().events.progress(60);
    expect(view()).toEqual({ phase: 'sending', sent: 60, size: 100 });
  });

  it('wishes for one revival at a time', () => {
    const { start, carrier, wishes } = rig();
    start();
    carrier().events.lost('signal');
    carrier().events.lost('gateway');
    expect(wishes.size).toBe(1);
  });

  it('leaves a live upload alone when it is started again', () => {
    const { start, carriers } = rig();
    start();
    start();
    expect(carriers).toHaveLength(1);
  });

  it('starts over with the file chosen again after a stop', () => {
    const { start, carrier, carriers, view } = rig();
    start();
    carrier().events.refused({ status: 410 });
    expect(view()).toMatchObject({ phase: 'stopped', problem: { status: 410 } });
    start();
    expect(carriers).toHaveLength(2);
    expect(view()?.phase).toBe('sending');
  });

  it('forgets a halted upload, and its late answers', () => {
    const { start, carrier, wishes, uploader, view } = rig();
    start();
    carrier().events.lost('signal');
    uploader.halt('trf_1');
    expect(carrier().halted).toBe(true);
    expect(wishes.size).toBe(0);
    carrier().events.lost('signal');
    expect(wishes.size).toBe(0);
    expect(view()).toBeUndefined();
  });

  it('is busy until every byte is delivered', () => {
    const { start, carrier, uploader } = rig();
    start();
    carrier().events.waiting('gateway');
    expect(uploader.isBusy()).toBe(true);
    carrier().events.delivered();
    expect(uploader.isBusy()).toBe(false);
  });

  it('tells its watchers of each change until they leave', () => {
    const { start, carrier, uploader } = rig();
    const watcher = vi.fn();
    const leave = uploader.subscribe(watcher);
    start();
    carrier().events.progress(1);
    expect(watcher).toHaveBeenCalledTimes(2);
    leave();
    carrier().events.progress(2);
    expect(watcher).toHaveBeenCalledTimes(2);
  });
});

describe('an answer of the gateway', () => {
  it.each([
    [0, 'signal'],
    [502, 'gateway'],
    [503, 'gateway'],
    [409, 'passing'],
    [423, 'passing'],
    [429, 'passing'],
    [401, 'refused'],
    [404, 'refused'],
    [410, 'refused'],
    [422, 'refused'],
  ] as const)('%i means %s', (status, meaning) => {
    expect(judge(status)).toBe(meaning);
  });
});
