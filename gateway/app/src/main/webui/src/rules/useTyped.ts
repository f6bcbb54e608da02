/** The draft that trying and proposing share, kept in the tab; it starts from what is in force. */
import type { RulesVersion } from '../api/insight';
import { useDraft } from '../ui/useDraft';
import { typedFrom, type Typed } from './draft';

/** @returns the draft, how to change it, and how to start again */
export function useTyped(inForce: RulesVersion | undefined): [Typed, (next: Typed) => void, () => void] {
  // A draft belongs to the version that it started from.
  return useDraft(`rules/${inForce?.number ?? 0}`, typedFrom(inForce));
}
