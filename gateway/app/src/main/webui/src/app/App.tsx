/** The routes. What a clinician needs is there at once; the other roles' screens come when they are asked for. */
import { lazy } from 'react';
import { Link, Navigate, Route, Routes, useOutletContext } from 'react-router';
import type { Member } from '../api/types';
import { SendPage } from '../send/SendPage';
import { TransferPage } from '../transfer/TransferPage';
import { TransfersPage } from '../transfer/TransfersPage';
import { Page } from '../ui/Page';
import { words } from '../words';
import { may, Only } from './Only';
import { screensOf } from './screens';
import { Shell } from './Shell';

const Storage = lazy(() => import('../storage/Storage'));
const Rules = lazy(() => import('../rules/Rules'));
const Reviews = lazy(() => import('../reviews/Reviews'));
const Trends = lazy(() => import('../trends/Trends'));
const Audit = lazy(() => import('../audit/Audit'));

export function App() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Start />} />
        <Route path="transfers" element={<TransfersPage />} />
        <Route path="transfers/:id" element={<TransferPage />} />
        <Route element={<Only roles={['practice-admin', 'compliance', 'auditor']} />}>
          <Route path="storage/*" element={<Storage />} />
          <Route path="rules/*" element={<Rules />} />
          <Route path="reviews/*" element={<Reviews />} />
          <Route path="trends/*" element={<Trends />} />
        </Route>
        <Route element={<Only roles={['compliance', 'auditor']} />}>
          <Route path="audit/*" element={<Audit />} />
        </Route>
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

/** Each role begins where its work is. */
function Start() {
  const me = useOutletContext<Member>();
  if (may(me, ['clinician'])) {
    return <SendPage me={me} />;
  }
  return <Navigate to={screensOf(me)[0]?.path ?? '/transfers'} replace />;
}

function NotFound() {
  return (
    <Page title={words.app.notFound}>
      <p>{words.app.notFoundBody}</p>
      <p>
        <Link to="/">{words.app.start}</Link>
      </p>
    </Page>
  );
}
