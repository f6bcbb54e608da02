/** The screens under `/rules`: the practice's own, trying and proposing a change, the law, and what providers say. */
import { Route, Routes } from 'react-router';
import '../styles/insight.css';
import '../styles/rules.css';
import { ClaimList } from './ClaimList';
import { LawInForce } from './LawInForce';
import { OwnRules } from './OwnRules';
import { Propose } from './Propose';
import { Try } from './Try';

export default function Rules() {
  return (
    <Routes>
      <Route index element={<OwnRules />} />
      <Route path="try" element={<Try />} />
      <Route path="propose" element={<Propose />} />
      <Route path="law" element={<LawInForce />} />
      <Route path="claims" element={<ClaimList />} />
    </Routes>
  );
}
