import { describe, expect, it } from 'vitest';
import { fromAddress, isDay, isEmpty, NOTHING, pageOf, shift, toAddress, toQuery } from '../src/audit/filter';

describe('the filter of events', () => {
  it('goes to the address and back, without what is empty', () => {
    const typed = { ...NOTHING, type: 'FILE_VERIFIED', from: '2026-11-27' };
    expect(toAddress(typed)).toEqual({ type: 'FILE_VERIFIED', from: '2026-11-27' });
    expect(fromAddress(new URLSearchParams(toAddress(typed)))).toEqual(typed);
    expect(isEmpty(NOTHING)).toBe(true);
  });

  it('asks for whole days where the reader is', () => {
    const { from, to } = toQuery({ ...NOTHING, from: '2026-11-27', to: '2026-11-27' });
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000 - 1);
  });

  it('leaves out a day that is none', () => {
    expect(toQuery({ ...NOTHING, from: 'yesterday' })).toEqual({});
    expect(isDay('2026-13-40')).toBe(false);
  });

  it('counts days over the end of a month', () => {
    expect(shift('2026-11-30', 1)).toBe('2026-12-01');
    expect(shift('2026-12-01', -1)).toBe('2026-11-30');
  });

  it('leads to the page of a send or a case, and to none of anything else', () => {
    expect(pageOf('trf_01abc')).toBe('/transfers/trf_01abc');
    expect(pageOf('rev_01abc')).toBe('/reviews/rev_01abc');
    expect(pageOf('onedrive-australia')).toBeUndefined();
  });
});
