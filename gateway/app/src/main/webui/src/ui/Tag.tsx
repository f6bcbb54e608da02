/** The state of a thing in one adjective, with a shape: never a link, never colour alone. */
import { Icon, type Shape } from './Icon';

export function Tag({ shape, children }: { shape: Shape; children: string }) {
  return (
    <span className={`tag tag-${shape}`}>
      <Icon shape={shape} />
      {children}
    </span>
  );
}
