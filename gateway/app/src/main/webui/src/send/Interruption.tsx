/** The page that interrupts: what would happen, one button, one other way, and the way back. Nothing else. */
import { Button } from '../ui/Button';
import { Page } from '../ui/Page';
import { sentence } from '../words/format';

export function Interruption({
  title,
  body,
  action,
  instead,
  onAction,
}: {
  title: string;
  body: readonly string[];
  action: string;
  instead?: { label: string; choose: () => void } | undefined;
  onAction: () => void;
}) {
  return (
    <div className="interruption">
      <Page title={title}>
        {body.map((line) => (
          <p key={line}>{sentence(line)}</p>
        ))}
        <Button onClick={onAction}>{action}</Button>
        {instead !== undefined && (
          <p>
            <Button kind="link" onClick={instead.choose}>
              {instead.label}
            </Button>
          </p>
        )}
      </Page>
    </div>
  );
}
