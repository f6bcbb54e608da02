/** Small parts that the screens about storage share. */
import type { ReactNode } from 'react';
import { Link, useOutletContext } from 'react-router';
import type { AccountState } from '../api/storage';
import type { Member } from '../api/types';
import { may } from '../app/Only';
import { Tag } from '../ui/Tag';
import { storageWords as text } from '../words/storage';
import { accountShape } from './facts';

/** What the person may do here; the gateway refuses the rest anyway. */
export function useRights() {
  const me = useOutletContext<Member>();
  return { admin: may(me, ['practice-admin']), stops: may(me, ['practice-admin', 'compliance']) };
}

export function Back({ to, name }: { to: string; name?: string | undefined }) {
  return (
    <p className="back">
      <Link to={to}>{name === undefined ? text.back : text.backTo(name)}</Link>
    </p>
  );
}

/** What a person did, told once without taking the focus. */
export function Told({ children }: { children: string | undefined }) {
  return (
    <p role="status" className={children === undefined ? 'hidden' : 'told'}>
      {children}
    </p>
  );
}

/** How an account stands. */
export function AccountTag({ state }: { state: AccountState }) {
  const shape = accountShape(state);
  const label = text.account.states[state];
  return shape === undefined ? <strong>{label}</strong> : <Tag shape={shape}>{label}</Tag>;
}

export interface FactOf {
  label: string;
  value: ReactNode;
}

/** Facts side by side, each under its name. */
export function Facts({ facts }: { facts: readonly FactOf[] }) {
  return (
    <dl className="brief">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A link to somebody else's site, which opens beside this one. */
export function Outside({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" title={text.guide.opens}>
      {children}
    </a>
  );
}
