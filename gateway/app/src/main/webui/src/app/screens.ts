/** Which screens stand in the menu, for whom, in the order of use. */
import type { Me } from '../api/types';
import { words } from '../words';
import { may, type Role } from './Only';

export interface Screen {
  path: string;
  label: string;
  roles: readonly Role[];
}

const SCREENS: readonly Screen[] = [
  { path: '/', label: words.app.send, roles: ['clinician'] },
  { path: '/reviews', label: words.app.reviews, roles: ['compliance', 'auditor'] },
  { path: '/storage', label: words.app.storage, roles: ['practice-admin', 'compliance', 'auditor'] },
  { path: '/transfers', label: words.app.transfers, roles: ['clinician'] },
  { path: '/trends', label: words.app.trends, roles: ['compliance', 'auditor', 'practice-admin'] },
  { path: '/rules', label: words.app.rules, roles: ['practice-admin', 'compliance', 'auditor'] },
  { path: '/audit', label: words.app.audit, roles: ['compliance', 'auditor'] },
];

export function screensOf(me: Pick<Me, 'roles'>): readonly Screen[] {
  return SCREENS.filter((screen) => may(me, screen.roles));
}
