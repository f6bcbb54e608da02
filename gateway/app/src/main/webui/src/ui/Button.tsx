/** Buttons: one primary per screen, its label is the outcome. */
import type { ComponentProps } from 'react';

type Kind = 'primary' | 'secondary' | 'danger' | 'link';

export function Button({ kind = 'primary', type = 'button', ...rest }: ComponentProps<'button'> & { kind?: Kind }) {
  // A button keeps its focus while work runs: it is marked busy, never disabled.
  return <button type={type} className={`button button-${kind}`} {...rest} />;
}
