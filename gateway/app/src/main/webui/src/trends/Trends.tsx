/** The screens under `/trends`: what became more or less, and the law by place. */
import { Route, Routes } from 'react-router';
import '../styles/insight.css';
import '../styles/trends.css';
import { OverTime } from './OverTime';
import { Places } from './Places';

export default function Trends() {
  return (
    <Routes>
      <Route index element={<OverTime />} />
      <Route path="places" element={<Places />} />
    </Routes>
  );
}
