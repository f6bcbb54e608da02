/** The screens under `/storage`. */
import { Navigate, Route, Routes } from 'react-router';
import '../styles/storage.css';
import { Accounts } from './Accounts';
import { DestinationPage } from './DestinationPage';
import { Expiries } from './Expiries';
import { NewAccount } from './NewAccount';
import { NewDestination } from './NewDestination';
import { NewStorage } from './NewStorage';
import { PapersPage } from './PapersPage';
import { ProofsPage } from './ProofsPage';
import { SetUpFile } from './SetUpFile';
import { StepPage } from './StepPage';
import { StorageList } from './StorageList';
import { UsePage } from './UsePage';

export default function Storage() {
  return (
    <Routes>
      <Route index element={<StorageList />} />
      <Route path="expiries" element={<Expiries />} />
      <Route path="accounts" element={<Accounts />} />
      <Route path="setup" element={<SetUpFile />} />
      <Route path="new" element={<NewStorage />} />
      <Route path="new/account/:provider" element={<NewAccount />} />
      <Route path="new/destination" element={<NewDestination />} />
      <Route path=":id" element={<DestinationPage />} />
      <Route path=":id/steps/:step" element={<StepPage />} />
      <Route path=":id/papers" element={<PapersPage />} />
      <Route path=":id/proofs" element={<ProofsPage />} />
      <Route path=":id/use" element={<UsePage />} />
      <Route path="*" element={<Navigate to="/storage" replace />} />
    </Routes>
  );
}
