/** The way between the screens of the audit trail. */
import { SubMenu } from '../ui/SubMenu';
import { auditWords as text } from '../words/audit';

export function AuditMenu() {
  return (
    <SubMenu
      label={text.menu}
      links={[
        { to: '/audit', label: text.search },
        { to: '/audit/export', label: text.exports },
        { to: '/audit/check', label: text.check },
        { to: '/audit/holds', label: text.holds },
      ]}
    />
  );
}
