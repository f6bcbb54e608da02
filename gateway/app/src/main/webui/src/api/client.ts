/** One place that talks HTTP to the gateway: JSON in and out, problems as errors, sign-in when the session is gone. */
import type { Problem } from './types';

export const API = '/api/v1';

const YAML = 'application/yaml';

/** Tells the server that a script asks: it answers 401 or 499 instead of a redirect to the sign-in page. */
export const SCRIPT_HEADERS = { 'X-Requested-With': 'JavaScript' } as const;

/** The gateway said no, in words for people. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code ?? `status ${problem.status}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** No answer came: no signal, or the gateway is not there. */
export class NoAnswerError extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswerError';
  }
}

/** The session is gone; the browser is on its way to the sign-in page, or would loop if it went. */
export class SignInNeededError extends Error {
  constructor() {
    super('sign-in needed');
    this.name = 'SignInNeededError';
  }
}

/** @param fresh whether a grave decision waits, for which a session that stands does not do */
export function signInUrl(path: string, fresh = false): string {
  return `/login?${fresh ? 'fresh=true&' : ''}return=${encodeURIComponent(path)}`;
}

const LAST_SIGN_IN = 'onshore.lastSignIn';
const LOOP_WINDOW_MS = 10_000;

/**
 * Leaves for the sign-in page, and comes back to the same path. Goes at most once in ten seconds, so that a session
 * which the server never accepts ends in a page with a link and not in a loop.
 */
export function goToSignIn(
  location: Pick<Location, 'assign' | 'pathname' | 'search'> = window.location,
  now: number = Date.now(),
  fresh = false,
): boolean {
  const last = Number(sessionStorage.getItem(LAST_SIGN_IN) ?? '0');
  if (now - last < LOOP_WINDOW_MS) {
    return false;
  }
  sessionStorage.setItem(LAST_SIGN_IN, String(now));
  location.assign(signInUrl(location.pathname + location.search, fresh));
  return true;
}

export function wantsSignIn(status: number): boolean {
  return status === 401 || status === 499;
}

export function parseProblem(status: number, body: string): Problem {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) {
      return { ...value, status };
    }
  } catch {
    // A proxy's HTML page, or nothing at all: the status alone has to do.
  }
  return { status };
}

interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** A body that is a YAML text and no JSON. */
  yaml?: string;
  idempotencyKey?: string;
  /** The version, without its quotes, that a change was made from. */
  ifMatch?: string;
  signal?: AbortSignal;
}

/**
 * Asks the gateway and gives the JSON answer; a YAML answer is given as its text.
 *
 * @throws ProblemError when the gateway says no
 * @throws NoAnswerError when no answer comes
 * @throws SignInNeededError when the session is gone
 */
export async function ask<T>(path: string, { method = 'GET', body, yaml, idempotencyKey, ifMatch, signal }: Ask = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: `application/json, ${YAML};q=0.9`, ...SCRIPT_HEADERS };
  const sent = yaml ?? (body === undefined ? null : JSON.stringify(body));
  if (sent !== null) {
    headers['Content-Type'] = yaml === undefined ? 'application/json' : YAML;
  }
  if (ifMatch !== undefined) {
    headers['If-Match'] = `"${ifMatch}"`;
  }
  if (idempotencyKey !== undefined) {
    headers['Idempotency-Key'] = idempotencyKey;
  }
  let response: Response;
  try {
    response = await fetch(API + path, {
      method,
      headers,
      body: sent,
      redirect: 'manual',
      credentials: 'same-origin',
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted === true) {
      throw cause;
    }
    throw new NoAnswerError(cause);
  }
  const text = response.type === 'opaqueredirect' ? '' : await response.text();
  if (response.type === 'opaqueredirect' || wantsSignIn(response.status)) {
    goToSignIn(undefined, undefined, parseProblem(response.status, text).code === 'STEP_UP_NEEDED');
    throw new SignInNeededError();
  }
  if (!response.ok) {
    throw new ProblemError(parseProblem(response.status, text));
  }
  if (response.headers.get('Content-Type')?.startsWith(YAML) === true) {
    return text as T;
  }
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A random key; `crypto.randomUUID` exists only on secure origins, a demo on plain HTTP has none. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
