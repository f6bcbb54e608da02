/** The routes. A later part of the product adds its screens here. */
import { Link, Route, Routes, useOutletContext } from 'react-router';
import type { Member } from '../api/types';
import { SendPage } from '../send/SendPage';
import { TransferPage } from '../transfer/TransferPage';
import { TransfersPage } from '../transfer/TransfersPage';
import { Page } from '../ui/Page';
import { words } from '../words';
import { Shell } from './Shell';

export function App() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Send />} />
        <Route path="transfers" element={<TransfersPage />} />
        <Route path="transfers/:id" element={<TransferPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

function Send() {
  return <SendPage me={useOutletContext<Member>()} />;
}

function NotFound() {
  return (
    <Page title={words.app.notFound}>
      <p>{words.app.notFoundBody}</p>
      <p>
        <Link to="/">{words.app.send}</Link>
      </p>
    </Page>
  );
}
