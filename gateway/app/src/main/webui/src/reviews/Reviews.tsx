/** The screens under `/reviews`: the inbox, a case, and where one send went. */
import { Route, Routes } from 'react-router';
import '../styles/reviews.css';
import { CasePage } from './CasePage';
import { FlowPage } from './FlowPage';
import { InboxPage } from './InboxPage';

export default function Reviews() {
  return (
    <Routes>
      <Route index element={<InboxPage />} />
      <Route path="flow/:transferId" element={<FlowPage />} />
      <Route path=":id" element={<CasePage />} />
    </Routes>
  );
}
