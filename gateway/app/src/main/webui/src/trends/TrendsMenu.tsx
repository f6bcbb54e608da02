/** The way between the screens of trends. */
import { SubMenu } from '../ui/SubMenu';
import { trendsWords as text } from '../words/trends';

export function TrendsMenu() {
  return (
    <SubMenu
      label={text.menu}
      links={[
        { to: '/trends', label: text.overTime },
        { to: '/trends/places', label: text.places },
      ]}
    />
  );
}
