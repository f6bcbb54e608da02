/** The screens under `/audit`: the trail, its exports, its proof, its legal holds. */
import { Route, Routes } from 'react-router';
import '../styles/insight.css';
import '../styles/audit.css';
import { Checker } from './Checker';
import { Export } from './Export';
import { Holds } from './Holds';
import { Search } from './Search';

export default function Audit() {
  return (
    <Routes>
      <Route index element={<Search />} />
      <Route path="export" element={<Export />} />
      <Route path="check" element={<Checker />} />
      <Route path="holds" element={<Holds />} />
    </Routes>
  );
}
