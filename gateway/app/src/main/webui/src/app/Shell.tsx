/** What stands on every screen: the skip link, who is signed in, the way to the screens, and help. */
import { useQuery } from '@tanstack/react-query';
import { NavLink, Outlet, useLocation } from 'react-router';
import { meQuery } from '../api/gateway';
import type { Me } from '../api/types';
import { Failure } from '../ui/Failure';
import { Offline } from '../ui/Offline';
import { Page } from '../ui/Page';
import { words } from '../words';
import { PracticeChoice } from './PracticeChoice';
import { screensOf } from './screens';

/** A clinician's page is one column for one thumb; tables and pictures need the width. */
const NARROW = /^\/(transfers(\/|$)|$)/;

export function Shell() {
  const me = useQuery(meQuery);
  const { pathname } = useLocation();
  const text = words.app;
  const frame = NARROW.test(pathname) ? 'frame' : 'frame frame-wide';
  const screens = me.data?.practice === undefined ? [] : screensOf(me.data);
  return (
    <>
      <a href="#main" className="skip">
        {text.skip}
      </a>
      <header>
        <div className="top">
          <div className={`${frame} top-row`}>
            <span className="brand">{words.product}</span>
            <nav aria-label={text.menu} className="menu">
              {screens.map((screen) => (
                <NavLink key={screen.path} to={screen.path} end={screen.path === '/'}>
                  {screen.label}
                </NavLink>
              ))}
            </nav>
          </div>
        </div>
        {me.data !== undefined && (
          <div className={`${frame} who`}>
            <span>{text.signedInAs(me.data.name, me.data.practice?.name)}</span>
            <a href="/logout">{text.signOut}</a>
          </div>
        )}
      </header>
      <main id="main" tabIndex={-1} className={frame}>
        <Offline />
        <Content me={me.data} error={me.error} onRetry={() => void me.refetch()} />
      </main>
      <footer className={`${frame} foot`}>
        <p>{text.help}</p>
      </footer>
    </>
  );
}

function Content({ me, error, onRetry }: { me: Me | undefined; error: Error | null; onRetry: () => void }) {
  if (me !== undefined) {
    return me.practice === undefined ? <PracticeChoice practices={me.practices} /> : <Outlet context={me} />;
  }
  return error === null ? (
    <p role="status" className="loading">
      {words.app.loading}
    </p>
  ) : (
    <Page title={words.problem.heading}>
      <Failure error={error} onRetry={onRetry} />
    </Page>
  );
}
