/** Screens for some roles: the server refuses everybody else anyway; this says so before it is asked. */
import { Suspense } from 'react';
import { Outlet, useOutletContext } from 'react-router';
import type { Me, Member } from '../api/types';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { words } from '../words';
import { list } from '../words/format';

export type Role = 'clinician' | 'practice-admin' | 'compliance' | 'auditor';

export function may(me: Pick<Me, 'roles'>, roles: readonly Role[]): boolean {
  return roles.some((role) => me.roles.includes(role));
}

export function Only({ roles }: { roles: readonly Role[] }) {
  const me = useOutletContext<Member>();
  if (!may(me, roles)) {
    return (
      <Page title={words.app.notYours}>
        <Notice shape="block" level="p" title={words.app.notYoursBody(list(roles.map((role) => words.app.roles[role] ?? role)))} />
      </Page>
    );
  }
  return (
    <Suspense
      fallback={
        <p role="status" className="loading">
          {words.app.loading}
        </p>
      }
    >
      <Outlet context={me} />
    </Suspense>
  );
}
