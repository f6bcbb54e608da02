/**
 * Uploads of this page to the gateway, one per transfer. They live outside the components, so a change of screen does
 * not end them. The server's offset is the truth: after a loss the upload asks for it and goes on from there.
 */
import type { Problem } from '../api/types';

export type PauseReason = 'signal' | 'gateway';

export type UploadView =
  | { phase: 'sending'; sent: number; size: number }
  | { phase: 'paused'; sent: number; size: number; reason: PauseReason }
  | { phase: 'delivered'; sent: number; size: number }
  | { phase: 'stopped'; sent: number; size: number; problem?: Problem };

export type UploadEvent =
  | { type: 'progress'; sent: number }
  | { type: 'interrupted'; reason: PauseReason }
  | { type: 'delivered' }
  | { type: 'stopped'; problem?: Problem };

/** The state machine: `delivered` and `stopped` are ends, no event leaves them. */
export function advance(view: UploadView, event: UploadEvent): UploadView {
  if (view.phase === 'delivered' || view.phase === 'stopped') {
    return view;
  }
  const { sent, size } = view;
  switch (event.type) {
    case 'progress':
      return { phase: 'sending', sent: Math.min(event.sent, size), size };
    case 'interrupted':
      return { phase: 'paused', sent, size, reason: event.reason };
    case 'delivered':
      return { phase: 'delivered', sent: size, size };
    case 'stopped':
      return { phase: 'stopped', sent, size, ...(event.problem === undefined ? {} : { problem: event.problem }) };
  }
}

/** One resumable upload under way. `begin` starts it, and goes on with it after an interruption. */
export interface Carrier {
  begin(): void;
  halt(): void;
}

export interface CarrierEvents {
  progress(sent: number): void;
  /** The carrier is still trying by itself. */
  waiting(reason: PauseReason): void;
  /** The carrier gave up for now; `begin` goes on. */
  lost(reason: PauseReason): void;
  delivered(): void;
  refused(problem: Problem): void;
}

export type OpenCarrier = (file: File, uploadUrl: string, events: CarrierEvents) => Carrier;

/** When to try again after the carrier gave up. */
export interface Revival {
  /** Calls back once, soon or when the signal returns; the answer takes the wish back. */
  whenWorthATry(callback: () => void): () => void;
}

interface Entry {
  view: UploadView;
  carrier: Carrier;
  cancelRevival: () => void;
}

export class Uploader {
  readonly #open: OpenCarrier;
  readonly #revival: Revival;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();

  constructor(open: OpenCarrier, revival: Revival) {
    this.#open = open;
    this.#revival = revival;
  }

  /** Starts, or starts over with a file chosen again. A live upload of the same transfer is left alone. */
  start(transferId: string, uploadUrl: string, file: File, alreadyThere = 0): void {
    if (this.isLive(transferId)) {
      return;
    }
    // An upload that was halted may still have an answer on its way: it is not heard any more.
    const current = () => this.#entries.get(transferId) === entry;
    const on = (event: UploadEvent) => {
      if (current()) {
        entry.view = advance(entry.view, event);
        this.#tell();
      }
    };
    const entry: Entry = {
      view: { phase: 'sending', sent: alreadyThere, size: file.size },
      cancelRevival: () => undefined,
      carrier: this.#open(file, uploadUrl, {
        progress: (sent) => on({ type: 'progress', sent }),
        waiting: (reason) => on({ type: 'interrupted', reason }),
        lost: (reason) => {
          on({ type: 'interrupted', reason });
          if (current()) {
            entry.cancelRevival();
            entry.cancelRevival = this.#revival.whenWorthATry(() => entry.carrier.begin());
          }
        },
        delivered: () => on({ type: 'delivered' }),
        refused: (problem) => on({ type: 'stopped', problem }),
      }),
    };
    this.#entries.set(transferId, entry);
    entry.carrier.begin();
    this.#tell();
  }

  /** Ends the upload and forgets the file. What the gateway has stays until the transfer is cancelled or expires. */
  halt(transferId: string): void {
    const entry = this.#entries.get(transferId);
    if (entry === undefined) {
      return;
    }
    entry.cancelRevival();
    entry.carrier.halt();
    this.#entries.delete(transferId);
    this.#tell();
  }

  view(transferId: string): UploadView | undefined {
    return this.#entries.get(transferId)?.view;
  }

  isLive(transferId: string): boolean {
    const phase = this.view(transferId)?.phase;
    return phase === 'sending' || phase === 'paused';
  }

  /** True while closing the page would cut an upload short. */
  isBusy(): boolean {
    return [...this.#entries.keys()].some((id) => this.isLive(id));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#listeners.forEach((listener) => listener());
  }
}
