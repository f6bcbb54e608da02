// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NoAnswerError, ProblemError, SignInNeededError, ask, goToSignIn, parseProblem } from '../src/api/client';
import { sayError } from '../src/ui/Failure';

const answer = (status: number, body: string) =>
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, { status }));
const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

beforeEach(() => sessionStorage.clear());

describe('asking the gateway', () => {
  it('sends the key, and never follows a redirect', async () => {
    const call = answer(201, '{"id":"trf_1"}');
    expect(await ask('/transfers', { method: 'POST', body: { size: 1 }, idempotencyKey: 'k' })).toEqual({ id: 'trf_1' });
    const [url, init] = call.mock.calls[0] ?? [];
    expect(url).toBe('/api/v1/transfers');
    expect(init).toMatchObject({ redirect: 'manual', body: '{"size":1}' });
    expect(init?.headers).toMatchObject({ 'Idempotency-Key': 'k', 'Content-Type': 'application/json' });
  });

  it('takes an empty answer', async () => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 204 }));
    expect(await ask('/transfers/x/cancel', { method: 'POST' })).toBeUndefined();
  });

  it('gives a problem in the gateway’s words', async () => {
    answer(403, '{"code":"RESIDENCY_BLOCKED","detail":"this file may not go there","hint":"choose `Box`"}');
    const error = await caught(ask('/transfers'));
    expect(error).toBeInstanceOf(ProblemError);
    expect(sayError(error)).toEqual({
      title: 'This file may not go there.',
      hint: 'Choose `Box`.',
      code: 'RESIDENCY_BLOCKED',
    });
  });

  it('has words for an answer that is no problem document', async () => {
    answer(502, '<html>bad gateway</html>');
    expect(sayError(await caught(ask('/me')))).toMatchObject({ code: 'Answer 502' });
    expect(parseProblem(500, 'null')).toEqual({ status: 500 });
  });

  it('tells silence from a problem', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('failed to fetch'));
    expect(await caught(ask('/me'))).toBeInstanceOf(NoAnswerError);
  });
});

describe('a session that is gone', () => {
  it('leads to the sign-in page and back to the same path', () => {
    const assign = vi.fn();
    goToSignIn({ assign, pathname: '/transfers/trf_1', search: '?a=b' }, 1_000_000);
    expect(assign).toHaveBeenCalledWith('/login?return=%2Ftransfers%2Ftrf_1%3Fa%3Db');
  });

  it('asks for a fresh sign-in where a decision needs one', () => {
    const assign = vi.fn();
    goToSignIn({ assign, pathname: '/rules', search: '' }, 1_000_000, true);
    expect(assign).toHaveBeenCalledWith('/login?fresh=true&return=%2Frules');
  });

  it('does not loop', () => {
    const assign = vi.fn();
    const place = { assign, pathname: '/', search: '' };
    expect(goToSignIn(place, 1_000_000)).toBe(true);
    expect(goToSignIn(place, 1_005_000)).toBe(false);
    expect(goToSignIn(place, 1_020_000)).toBe(true);
    expect(assign).toHaveBeenCalledTimes(2);
  });

  it('does not take a decision soon after the sign-in for a loop', () => {
    const assign = vi.fn();
    const place = { assign, pathname: '/reviews/rev_1', search: '' };
    expect(goToSignIn(place, 1_000_000)).toBe(true);
    expect(goToSignIn(place, 1_004_000, true)).toBe(true);
    expect(goToSignIn(place, 1_008_000, true)).toBe(false);
  });

  it.each([401, 499])('is seen in answer %i', async (status) => {
    sessionStorage.setItem('onshore.lastSignIn', String(Date.now()));
    answer(status, '');
    expect(await caught(ask('/me'))).toBeInstanceOf(SignInNeededError);
  });

  it('is seen in a redirect', async () => {
    sessionStorage.setItem('onshore.lastSignIn', String(Date.now()));
    vi.spyOn(globalThis, 'fetch').mockResolvedValue({ type: 'opaqueredirect', status: 0 } as Response);
    expect(await caught(ask('/me'))).toBeInstanceOf(SignInNeededError);
  });
});
