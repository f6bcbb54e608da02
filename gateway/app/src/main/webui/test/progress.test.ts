import { describe, expect, it } from 'vitest';
import type { TransferState } from '../src/api/types';
import { announcement, canCancel, describe as say, howToFix, milestone, receiptCode } from '../src/transfer/progress';
import type { UploadView } from '../src/upload/uploader';
import { decision, failure, refusal, transfer } from './shapes';

const sending: UploadView = { phase: 'sending', sent: 620, size: 1000 };

describe('the words for a transfer', () => {
  it('says that a verified copy is stored, where, and that it matches', () => {
    expect(say(transfer('VERIFIED', { sent: 1000, verification: 'MATCHED' }))).toMatchObject({
      tone: 'good',
      headline: 'Stored in OneDrive, Australia',
      sentence: 'Checked copy matches.',
      ended: true,
    });
  });

  it('claims no match that the gateway did not report', () => {
    expect(say(transfer('VERIFIED', { verification: 'SIZE_ONLY' })).sentence).toContain('was not compared');
    expect(say(transfer('VERIFIED')).sentence).toBe('');
    expect(say(transfer('VERIFIED', { decision: decision({ evidence: [] }), verification: 'MATCHED' })).sentence).toBe(
      'Checked copy matches. We can’t tell yet which country keeps it.',
    );
  });

  it('names what an open file looks like and that nothing was sent', () => {
    const refused = transfer('REFUSED', { refusal: refusal({ code: 'ENVELOPE_NOT_SEALED', looksLike: 'a JPEG photo' }) });
    expect(say(refused)).toMatchObject({
      headline: 'This file isn’t encrypted',
      sentence: 'Nothing was sent to OneDrive. It looks like a JPEG photo.',
    });
    expect(howToFix(refused)).toMatch(/^Encrypt the file/);
    expect(howToFix(transfer('REFUSED', { refusal: refusal({ code: 'X', hint: 'do this' }) }))).toBe('Do this.');
    expect(say(transfer('REFUSED', { refusal: refusal({ code: 'X', looksLike: '', hint: '' }) })).sentence).toBe(
      'Nothing was sent to OneDrive.',
    );
  });

  it('asks for the same file when this page does not hold it', () => {
    const waiting = say(transfer('RECEIVING', { received: 400 }));
    expect(waiting).toMatchObject({ headline: 'Choose the same file again', needs: 'file', hopIn: 40 });
  });

  it('does not ask for the file while it is on its way or paused', () => {
    expect(say(transfer('RECEIVING', { received: 400 }), sending)).toMatchObject({
      headline: 'Sending to OneDrive… 62%',
      needs: 'nothing',
      hopIn: 62,
    });
    expect(
      say(transfer('RECEIVING', { received: 400 }), { phase: 'paused', sent: 620, size: 1000, reason: 'signal' }).headline,
    ).toBe(
      'Paused – no signal (will continue)',
    );
  });

  it('keeps the page open as long as bytes still come in, whatever the second hop does', () => {
    const both = transfer('SENDING', { received: 400, sent: 200 });
    expect(say(both, sending).sentence).toMatch(/^Keep this page open/);
    expect(say(both).needs).toBe('file');
    expect(say(transfer('SENDING', { sent: 620 }))).toMatchObject({
      headline: 'Sending to OneDrive… 62%',
      sentence: 'You can lock your phone.',
      hopOut: 62,
    });
  });

  it('tells who waits for whom', () => {
    const down = transfer('QUEUED', { failure: failure({ kind: 'UNAVAILABLE', retryAt: '2026-11-22T10:00:00Z' }) });
    expect(say(down).sentence).toMatch(/^OneDrive is not answering\. Next try /);
    expect(say(transfer('HELD')).sentence).toContain('compliance team');
    expect(say(transfer('AWAITING_ACKNOWLEDGEMENT')).needs).toBe('acknowledgement');
    expect(say(transfer('FAILED', { failure: failure({ kind: 'X', message: 'the account is full' }) }))).toMatchObject({
      needs: 'retry',
      sentence: 'The account is full.',
    });
  });

  it('keeps headings short', () => {
    const states: TransferState[] = [
      'RECEIVED', 'AWAITING_ACKNOWLEDGEMENT', 'HELD', 'QUEUED', 'COMMITTING', 'STORED', 'REFUSED', 'FAILED',
      'QUARANTINED', 'CANCELLED',
    ];
    for (const state of states) {
      expect(say(transfer(state)).headline.split(' ').length, state).toBeLessThanOrEqual(6);
    }
  });
});

describe('what is read out', () => {
  it('changes at 25, 50, 75 and 100 only', () => {
    const spoken = new Set<string>();
    for (let sent = 0; sent <= 1000; sent += 10) {
      spoken.add(announcement(say(transfer('SENDING', { sent }))));
    }
    expect(spoken.size).toBe(5);
    expect([0, 24, 25, 74, 75, 99, 100].map(milestone)).toEqual([0, 0, 25, 50, 75, 75, 100]);
  });
});

describe('the rest of the page', () => {
  it('gives two sends of one second different receipt codes', () => {
    expect(receiptCode('trf_01jd9abcdefghjkmnpqrstvwxy')).toBe('QRSTVWXY');
    expect(receiptCode('trf_01jd9abcdf8m2t0c4wz7h5k1ne')).toBe('Z7H5K1NE');
  });

  it('offers to stop until the provider is asked to finish', () => {
    expect(canCancel('RECEIVING')).toBe(true);
    expect(canCancel('SENDING')).toBe(true);
    expect(canCancel('COMMITTING')).toBe(false);
    expect(canCancel('VERIFIED')).toBe(false);
  });
});
