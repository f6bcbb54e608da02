/** Shapes that tell verdicts apart without colour; always beside words, so hidden from screen readers. */
import type { VerdictWord } from '../api/types';

/** The verdicts' shapes, and one for what a person stopped. */
export type Shape = VerdictWord | 'stopped';

const SHAPES: Record<Shape, React.ReactNode> = {
  ok: (
    <>
      <circle cx="12" cy="12" r="10" fill="currentColor" />
      <path d="M7 12.5l3.5 3.5L17 9" className="icon-cut" />
    </>
  ),
  warn: (
    <>
      <path d="M12 2.5L22.5 21h-21z" fill="currentColor" />
      <path d="M12 9v6M12 17.6v.9" className="icon-cut" />
    </>
  ),
  block: (
    <>
      <path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" fill="currentColor" />
      <path d="M8.5 8.5l7 7M15.5 8.5l-7 7" className="icon-cut" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="9.5" className="icon-line" strokeDasharray="4 3" />
      <path d="M9.2 9.6c0-3.6 5.6-3.5 5.6-.2 0 2.2-2.8 2.2-2.8 4.3M12 16.6v.9" className="icon-line" />
    </>
  ),
  waiting: <path d="M6 3h12M6 21h12M7 3c0 6 10 6 10 18M17 3C17 9 7 9 7 21" className="icon-line" />,
  stopped: <path d="M12 2.5a9.5 9.5 0 1 0 .01 0zM7.5 12h9" className="icon-line" />,
};

export function Icon({ shape }: { shape: Shape }) {
  return (
    <svg className={`icon icon-${shape}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {SHAPES[shape]}
    </svg>
  );
}
