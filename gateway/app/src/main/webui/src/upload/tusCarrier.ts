/** Carries a file to the gateway by tus 1.0.0: HEAD for the offset, then PATCH in chunks. */
import { DetailedError, Upload } from 'tus-js-client';
import { SCRIPT_HEADERS, parseProblem } from '../api/client';
import type { OpenCarrier, PauseReason, Revival } from './uploader';

const CHUNK_BYTES = 5 * 1024 * 1024;
const RETRY_DELAYS_MS = [0, 1000, 3000, 5000, 10_000];
const REVIVE_AFTER_MS = 20_000;

/** Answers that pass by themselves: a lock still held, an offset that moved, too many requests, a slow line. */
const PASSING = new Set([408, 409, 423, 425, 429]);

export type Verdict = 'refused' | PauseReason | 'passing';

/** What an answer means; status 0 is no answer. */
export function judge(status: number): Verdict {
  if (status === 0) return 'signal';
  if (PASSING.has(status)) return 'passing';
  return status >= 500 ? 'gateway' : 'refused';
}

function statusOf(error: Error): number {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

export const openTusCarrier: OpenCarrier = (file, uploadUrl, events) => {
  const upload = new Upload(file, {
    uploadUrl,
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_DELAYS_MS,
    headers: { ...SCRIPT_HEADERS },
    // The transfer's page is the memory; nothing about a clinical file stays in the browser.
    storeFingerprintForResuming: false,
    onProgress: (sent) => events.progress(sent),
    onSuccess: () => events.delivered(),
    onShouldRetry: (error) => {
      const verdict = judge(statusOf(error));
      if (verdict === 'refused') {
        return false;
      }
      if (verdict !== 'passing') {
        events.waiting(verdict);
      }
      return navigator.onLine;
    },
    onError: (error) => {
      const status = statusOf(error);
      const verdict = judge(status);
      if (verdict === 'refused') {
        const body = error instanceof DetailedError ? (error.originalResponse?.getBody() ?? '') : '';
        events.refused(parseProblem(status, body));
      } else {
        events.lost(verdict === 'passing' ? 'gateway' : verdict);
      }
    },
  });
  return {
    begin: () => upload.start(),
    halt: () => {
      // The local abort only; deleting what the gateway has is the cancel call's work. It settles without a request.
      void upload.abort(false);
    },
  };
};

/** Tries again when the browser says that the signal is back, when the page is looked at, and every 20 seconds. */
export const browserRevival: Revival = {
  whenWorthATry(callback) {
    const controller = new AbortController();
    const timer = window.setTimeout(fire, REVIVE_AFTER_MS);
    function stop() {
      window.clearTimeout(timer);
      controller.abort();
    }
    function fire() {
      stop();
      callback();
    }
    window.addEventListener('online', fire, { signal: controller.signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') fire();
      },
      { signal: controller.signal },
    );
    return stop;
  },
};
