/** The way between the screens of rules. */
import { SubMenu } from '../ui/SubMenu';
import { rulesWords as text } from '../words/rules';

export function RulesMenu() {
  return (
    <SubMenu
      label={text.menu}
      links={[
        { to: '/rules', label: text.own },
        { to: '/rules/try', label: text.tryOut },
        { to: '/rules/propose', label: text.propose },
        { to: '/rules/law', label: text.law },
        { to: '/rules/claims', label: text.claims },
      ]}
    />
  );
}
