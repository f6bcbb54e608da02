/** Several views of one thing, of which one is shown. Arrow keys move between them. */
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface View {
  id: string;
  label: string;
  content: ReactNode;
}

export function Tabs({ label, views }: { label: string; views: readonly View[] }) {
  return (
    <Base.Root className="tabs" defaultValue={views[0]?.id}>
      <Base.List className="tab-list" aria-label={label}>
        {views.map((view) => (
          <Base.Tab key={view.id} value={view.id} className="tab">
            {view.label}
          </Base.Tab>
        ))}
      </Base.List>
      {views.map((view) => (
        <Base.Panel key={view.id} value={view.id} className="tab-panel">
          {view.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
