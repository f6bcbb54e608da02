/** The single keys of the inbox: which they are, and what a pressed key does. Pure, but for where they are kept. */

export const ACTIONS = ['next', 'previous', 'choose', 'open', 'decide'] as const;
export type Action = (typeof ACTIONS)[number];

/** People whose speech or hands hit single keys by accident turn them off or choose others (WCAG 2.1.4). */
export interface Keys {
  on: boolean;
  of: Record<Action, string>;
}

export const USUAL: Keys = { on: true, of: { next: 'j', previous: 'k', choose: 'x', open: 'o', decide: 'a' } };

const KEPT = 'onshore.reviewKeys';

/** What this browser keeps; the usual keys where it keeps nothing, or nothing that can be read. */
export function keptKeys(storage: Pick<Storage, 'getItem'>): Keys {
  try {
    const kept = JSON.parse(storage.getItem(KEPT) ?? 'null') as Partial<Keys> | null;
    const of = { ...USUAL.of, ...kept?.of };
    return ACTIONS.every((action) => isKey(of[action])) ? { on: kept?.on ?? true, of } : USUAL;
  } catch {
    // Something else wrote there: the usual keys do.
    return USUAL;
  }
}

export function keepKeys(storage: Pick<Storage, 'setItem'>, keys: Keys): void {
  storage.setItem(KEPT, JSON.stringify(keys));
}

/** One visible sign, no space. */
export function isKey(value: unknown): value is string {
  return typeof value === 'string' && value.length === 1 && value.trim() !== '';
}

/** The action that has this key already, if another one has. */
export function takenBy(keys: Keys, action: Action, key: string): Action | undefined {
  return ACTIONS.find((other) => other !== action && keys.of[other].toLowerCase() === key.toLowerCase());
}

export interface Pressed {
  key: string;
  /** Alt, Ctrl or Meta is down. */
  modified: boolean;
  /** What has the focus: a field takes every key, a button or tick box its own. */
  where: 'field' | 'control' | 'row' | 'page';
}

/**
 * What a key does. The arrows, space and Enter mean it only in a row: elsewhere they scroll, and press buttons.
 */
export function actionOf(keys: Keys, pressed: Pressed): Action | undefined {
  if (pressed.modified || pressed.where === 'field') {
    return undefined;
  }
  if (pressed.where === 'row') {
    const named: Record<string, Action> = { ArrowDown: 'next', ArrowUp: 'previous', ' ': 'choose', Enter: 'open' };
    const found = named[pressed.key];
    if (found !== undefined) {
      return found;
    }
  }
  return keys.on ? ACTIONS.find((action) => keys.of[action].toLowerCase() === pressed.key.toLowerCase()) : undefined;
}
