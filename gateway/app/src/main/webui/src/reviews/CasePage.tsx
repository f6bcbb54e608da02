/** One case: what happened and what it rests on at the left, what to do about it at the right. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { caseQuery, decisionQuery, type Case } from '../api/reviews';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { reviewsWords as text } from '../words/reviews';
import { Assignment } from './Assignment';
import { CaseFiles } from './CaseFiles';
import { Change } from './Change';
import { Decide } from './Decide';
import { restsOn } from './decision';
import { kindWords, stateShape, stateWords, useDestinationNames } from './names';
import { Pack } from './Pack';
import { RulesSaid } from './RulesSaid';
import { Seen } from './Seen';
import { Similar } from './Similar';
import { Timeline } from './Timeline';

export function CasePage() {
  const { id = '' } = useParams();
  const query = useQuery(caseQuery(id));
  const nameOf = useDestinationNames();
  const title = query.data === undefined ? text.title : kindWords(query.data.kind);
  return (
    <Page key={id} title={title}>
      <p>
        <Link to="/reviews" className="back">
          {text.back}
        </Link>
      </p>
      <Loaded query={query}>{(each) => <CaseView each={each} place={nameOf(each.destinationId)} />}</Loaded>
    </Page>
  );
}

function CaseView({ each, place }: { each: Case; place: string }) {
  const rests = restsOn(each);
  const kept = useQuery({ ...decisionQuery(rests ?? ''), enabled: rests !== undefined });
  return (
    <>
      <Summary each={each} place={place} />
      <div className="columns case">
        <div>
          <Change each={each} />
          <Seen each={each} />
          <RulesSaid each={each} />
          <CaseFiles each={each} />
          <Timeline each={each} />
        </div>
        <div>
          <Decide key={each.id} each={each} kept={rests === undefined ? undefined : kept} />
          <Assignment key={each.id} each={each} />
          <Similar each={each} />
          <Pack id={each.id} />
        </div>
      </div>
    </>
  );
}

function Summary({ each, place }: { each: Case; place: string }) {
  return (
    <>
      <p className="reviews-lead case-lead">
        <strong>{place}</strong> <Tag shape={stateShape(each)}>{stateWords(each)}</Tag>
      </p>
      <dl className="short" aria-label={text.caseFacts}>
        <div>
          <dt>{text.openedAt}</dt>
          <dd>
            <Time at={each.openedAt} />
          </dd>
        </div>
        <div>
          <dt>{text.dueAt}</dt>
          <dd>
            <Time at={each.dueAt} />
          </dd>
        </div>
        <div>
          <dt>{text.reference}</dt>
          <dd>{each.id}</dd>
        </div>
      </dl>
      {each.occurrences > 1 && <p>{text.happenedAgain(each.occurrences, each.lastAt)}</p>}
      {each.acceptedUntil !== undefined && <p>{text.acceptedUntil(each.acceptedUntil)}</p>}
    </>
  );
}
