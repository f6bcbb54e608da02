/** The screens of one part, as links under its heading. */
import { NavLink } from 'react-router';

export function SubMenu({ label, links }: { label: string; links: readonly { to: string; label: string }[] }) {
  return (
    <nav className="menu sub-menu" aria-label={label}>
      {links.map((link, index) => (
        <NavLink key={link.to} to={link.to} end={index === 0}>
          {link.label}
        </NavLink>
      ))}
    </nav>
  );
}
