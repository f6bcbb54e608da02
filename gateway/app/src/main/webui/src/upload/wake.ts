/** Keeps the screen on while bytes leave this device: a phone that sleeps stops sending. */

/** @param busy whether bytes are on their way; `subscribe` tells of changes */
export function stayAwake(subscribe: (listener: () => void) => void, busy: () => boolean): void {
  let lock: WakeLockSentinel | undefined;
  let asking = false;
  const look = async () => {
    if (!busy()) {
      await lock?.release();
      lock = undefined;
      return;
    }
    const held = lock !== undefined && !lock.released;
    if (held || asking || !('wakeLock' in navigator) || document.visibilityState !== 'visible') {
      return;
    }
    asking = true;
    try {
      lock = await navigator.wakeLock.request('screen');
    } catch {
      // Low battery, or not allowed: the page says to keep it open anyway.
    }
    asking = false;
  };
  subscribe(() => void look());
  document.addEventListener('visibilitychange', () => void look());
}
