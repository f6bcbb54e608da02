/** The inbox: what needs a decision today, as a table that a keyboard runs through. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { allCasesQuery, casesQuery, type Case, type CaseFilter } from '../api/reviews';
import { Button } from '../ui/Button';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { words } from '../words';
import { dateAndTime } from '../words/format';
import { reviewsWords as text } from '../words/reviews';
import { CaseList } from './CaseList';
import { Filters } from './Filters';
import { Headline } from './Headline';
import { filterOf, isPlain } from './inbox';
import { useMe } from './useMe';

export function InboxPage() {
  const [params] = useSearchParams();
  const { me, decides } = useMe();
  const filter = filterOf(params);
  const list = useInfiniteQuery(casesQuery(filter));
  const open = useQuery(allCasesQuery({ state: 'open' }));
  return (
    <Page title={text.title} heading={text.heading}>
      <Headline open={open.data} />
      {!decides && <p className="quiet">{text.lookOnly(words.app.roles.compliance ?? '')}</p>}
      <Filters params={params} open={open.data ?? []} subject={me.subject} />
      <Loaded
        query={list}
        empty={(data) =>
          data.pages[0]?.cases.length === 0 ? <Empty filter={filter} at={list.dataUpdatedAt} /> : undefined
        }
      >
        {(data) => {
          const cases: Case[] = data.pages.flatMap((page) => page.cases);
          return <CaseList cases={cases} decides={decides} />;
        }}
      </Loaded>
      {list.hasNextPage && (
        <Button kind="secondary" aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.more}
        </Button>
      )}
    </Page>
  );
}

/** A calm inbox says when it was looked at, and leads on. */
function Empty({ filter, at }: { filter: CaseFilter; at: number }) {
  if (!isPlain(filter)) {
    return (
      <Notice shape="stopped" title={text.noMatch}>
        <p>
          <Link to="/reviews">{text.filterClear}</Link>
        </p>
      </Notice>
    );
  }
  return filter.state === 'decided' ? (
    <Notice shape="stopped" title={text.decidedNone}>
      <p>
        <Link to="/reviews">{text.filterClear}</Link>
      </p>
    </Notice>
  ) : (
    <Notice shape="ok" title={text.empty(dateAndTime(new Date(at).toISOString()))}>
      <p>{text.emptyBody}</p>
      <p>
        <Link to="/reviews?state=decided">{text.emptyLink}</Link>
      </p>
    </Notice>
  );
}
