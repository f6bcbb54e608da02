/** Single keys that move through the rows of a table and act on them. The row that has the focus is the current one. */
import { useEffect, useRef, type RefObject } from 'react';
import { actionOf, type Action, type Keys, type Pressed } from './keys';

const ROW = '[data-case]';

function whereOf(target: Element, frame: Element | null): Pressed['where'] {
  const typed = target.matches('input:not([type=checkbox]), select, textarea, [contenteditable]');
  if (typed || target.closest('[role=alertdialog]') !== null) {
    return 'field';
  }
  if (frame?.contains(target) === true && target.closest('tr') !== null) {
    return 'row';
  }
  return target.matches('a, button, input, summary') ? 'control' : 'page';
}

/**
 * @param act called with the id of the current row's case, or with none before a row had the focus
 * @returns the reference of the element around the table; each row has one element with the case's id as `data-case`
 */
export function useRowKeys(keys: Keys, act: (action: Exclude<Action, 'next' | 'previous'>, id: string | undefined) => void): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const current = useRef<string>(undefined);
  const latest = useRef({ keys, act });
  useEffect(() => {
    latest.current = { keys, act };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target;
      if (!(target instanceof Element) || event.defaultPrevented) {
        return;
      }
      const action = actionOf(latest.current.keys, {
        key: event.key,
        modified: event.altKey || event.ctrlKey || event.metaKey,
        where: whereOf(target, frame.current),
      });
      // A link opens by itself.
      if (action === undefined || (event.key === 'Enter' && target.matches('a'))) {
        return;
      }
      event.preventDefault();
      const rows = [...(frame.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
      const inRow = target.closest('tr')?.querySelector<HTMLElement>(ROW)?.dataset.case;
      const at = rows.findIndex((row) => row.dataset.case === (inRow ?? current.current));
      if (action === 'next' || action === 'previous') {
        const to = at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (action === 'next' ? 1 : -1)));
        current.current = rows[to]?.dataset.case;
        rows[to]?.focus();
      } else {
        current.current = rows[at]?.dataset.case;
        latest.current.act(action, rows[at]?.dataset.case);
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return frame;
}
