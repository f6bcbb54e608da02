/** A screen's frame: its title in the tab, and focus on its heading when the screen changes. */
import { useEffect, useRef, type ReactNode } from 'react';
import { words } from '../words';

/** True for the first screen after a load: the browser's own start of the page is the right focus then. */
let firstScreen = true;

export function Page({ title, heading, children }: { title: string; heading?: ReactNode; children: ReactNode }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (firstScreen) {
      firstScreen = false;
    } else {
      window.scrollTo(0, 0);
      ref.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <>
      <title>{words.app.pageTitle(title)}</title>
      <h1 ref={ref} tabIndex={-1}>
        {heading ?? title}
      </h1>
      {children}
    </>
  );
}
