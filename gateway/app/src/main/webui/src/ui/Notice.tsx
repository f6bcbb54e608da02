/** A boxed message with a shape, a heading and, when given, more. */
import type { ReactNode } from 'react';
import { Icon, type Shape } from './Icon';

export function Notice({
  shape,
  title,
  level = 'h2',
  children,
}: {
  shape: Shape;
  title: string;
  level?: 'h2' | 'p';
  children?: ReactNode;
}) {
  const Title = level;
  return (
    <div className={`notice notice-${shape}`}>
      <Icon shape={shape} />
      <div className="notice-body">
        <Title className="notice-title">{title}</Title>
        {children}
      </div>
    </div>
  );
}
