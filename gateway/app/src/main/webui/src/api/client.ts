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

/**
 * The session is gone, or does not do for a grave decision; the browser is on its way to the sign-in page, or would loop if
 * it went.
 */
export class SignInNeededError extends Error {
  /** Whether a session that stands does not do. */
  readonly fresh: boolean;

  constructor(fresh: boolean) {
    super('sign-in needed');
    this.name = 'SignInNeededError';
    this.fresh = fresh;
  }
}

/** @param fresh whether a grave decision waits, for which a session that stands does not do */
export function signInUrl(path: string, fresh = false): string {
  return `/login?${fresh ? 'fresh=true&' : ''}return=${encodeURIComponent(path)}`;
}

/** Each by itself: who signed in a moment ago may well be asked for more at once. */
const LAST_SIGN_IN = 'onshore.lastSignIn';
const LAST_FRESH_SIGN_IN = 'onshore.lastFreshSignIn';
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
  const key = fresh ? LAST_FRESH_SIGN_IN : LAST_SIGN_IN;
  const last = Number(sessionStorage.getItem(key) ?? '0');
  if (now - last < LOOP_WINDOW_MS) {
    return false;
  }
  sessionStorage.setItem(key, String(now));
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
export async function ask<T>(path: string, asked: Ask = {}): Promise<T> {
  const response = await answerTo(path, `application/json, ${YAML};q=0.9`, asked);
  const text = await response.text();
  if (response.headers.get('Content-Type')?.startsWith(YAML) === true) {
    return text as T;
  }
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A file that the gateway made, under the name that it gave. */
export interface MadeFile {
  name: string;
  blob: Blob;
}

/**
 * Asks the gateway for a file. Throws as `ask` does.
 *
 * @param onBytes hears how much has come so far
 */
export async function askFile(path: string, onBytes: (count: number) => void = () => undefined, signal?: AbortSignal): Promise<MadeFile> {
  const response = await answerTo(path, '*/*', signal === undefined ? {} : { signal });
  const pieces: BlobPart[] = [];
  let count = 0;
  try {
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) {
      pieces.push(piece.value);
      count += piece.value.length;
      onBytes(count);
    }
  } catch (cause) {
    throw new NoAnswerError(cause);
  }
  const named = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  return { name: named ?? 'onshore', blob: new Blob(pieces, { type: response.headers.get('Content-Type') ?? '' }) };
}

async function answerTo(path: string, accept: string, asked: Ask): Promise<Response> {
  const { method = 'GET', body, yaml, idempotencyKey, ifMatch, signal } = asked;
  const sent = yaml ?? (body === undefined ? null : JSON.stringify(body));
  const headers: Record<string, string> = {
    Accept: accept,
    ...SCRIPT_HEADERS,
    ...(sent === null ? {} : { 'Content-Type': yaml === undefined ? 'application/json' : YAML }),
    ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
  };
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
  if (response.ok) {
    return response;
  }
  const problem = parseProblem(response.status, response.type === 'opaqueredirect' ? '' : await response.text());
  if (response.type === 'opaqueredirect' || wantsSignIn(response.status)) {
    const fresh = problem.code === 'STEP_UP_NEEDED';
    goToSignIn(undefined, undefined, fresh);
    throw new SignInNeededError(fresh);
  }
  throw new ProblemError(problem);
}

/** A random key; `crypto.randomUUID` exists only on secure origins, a demo on plain HTTP has none. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
