/** What became more and what became less, week by week, and the month's report. */
import { useQuery } from '@tanstack/react-query';
import { useOutletContext, useSearchParams } from 'react-router';
import { may } from '../app/Only';
import { ratesQuery, rulesQuery, trendsQuery } from '../api/insight';
import type { Member } from '../api/types';
import { Field } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { trendsWords as text } from '../words/trends';
import { CasesPicture } from './CasesPicture';
import { firstDay, marks } from './figures';
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
  const rules = useQuery(rulesQuery);
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
        {(weeks) => (
          <div className="pictures">
            <WarningsPicture weeks={weeks} marks={marks(weeks, rules.data?.versions ?? [])} />
            <SendsPicture weeks={weeks} />
            <CasesPicture weeks={weeks} />
          </div>
        )}
      </Loaded>
      <Loaded query={rates}>{(answer) => <OverridesPicture rates={answer} />}</Loaded>
      {may(me, ['compliance', 'auditor']) ? <MonthReport /> : <p className="quiet">{text.noRoles}</p>}
    </Page>
  );
}
