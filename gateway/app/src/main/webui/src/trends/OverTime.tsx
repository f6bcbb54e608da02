/** What became more and what became less, week by week, and the month's report. */
import { useQuery } from '@tanstack/react-query';
import { useOutletContext, useSearchParams } from 'react-router';
import { may } from '../app/Only';
import { ratesQuery, trendsQuery } from '../api/insight';
import type { Member } from '../api/types';
import { Field } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { trendsWords as text } from '../words/trends';
import { CasesPicture } from './CasesPicture';
import { DecisionPicture } from './DecisionPicture';
import { firstDay, marks } from './figures';
import { FunnelPicture } from './FunnelPicture';
import { MonthReport } from './MonthReport';
import { OverridesPicture } from './OverridesPicture';
import { SendsPicture } from './SendsPicture';
import { TrendsMenu } from './TrendsMenu';
import { WarningsPicture } from './WarningsPicture';

const USUAL = '13';

export function OverTime() {
  const me = useOutletContext<Member>();
  const [address, setAddress] = useSearchParams();
  const asked = address.get('weeks') ?? USUAL;
  const period = asked in text.periods ? asked : USUAL;
  const from = firstDay(Number(period), new Date());
  const trends = useQuery(trendsQuery(from));
  const rates = useQuery(ratesQuery(from));
  return (
    <Page title={text.title}>
      <TrendsMenu />
      <Field id="period" label={text.period}>
        <select id="period" value={period} onChange={(event) => setAddress({ weeks: event.target.value })}>
          {Object.entries(text.periods).map(([weeks, label]) => (
            <option key={weeks} value={weeks}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <Loaded query={trends}>
        {({ weeks, decisionTime, changes }) => (
          <div className="pictures">
            <WarningsPicture weeks={weeks} marks={marks(weeks, changes)} />
            <SendsPicture weeks={weeks} />
            <CasesPicture weeks={weeks} />
            <DecisionPicture weeks={weeks} time={decisionTime} />
          </div>
        )}
      </Loaded>
      <Loaded query={rates}>
        {(answer) => (
          <>
            <OverridesPicture rates={answer} />
            <FunnelPicture rates={answer} />
          </>
        )}
      </Loaded>
      {may(me, ['compliance', 'auditor']) ? <MonthReport /> : <p className="quiet">{text.noRoles}</p>}
    </Page>
  );
}
