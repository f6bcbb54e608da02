/** What the practice relies on ends when: alerts, a picture, and a calendar by month. */
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { calendarQuery, storagesQuery, type Calendar, type Expiry } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Picture } from '../ui/Picture';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { date } from '../words/format';
import { storageWords } from '../words/storage';
import { ageShape, byMonth, endName, monthName, plain, whereToRenew } from './facts';
import { Back } from './parts';

const text = storageWords.ends;

/** The drawing comes when there is something to draw. */
const AgeingChart = lazy(() => import('./AgeingChart'));

export function Expiries() {
  const calendar = useQuery(calendarQuery);
  return (
    <>
      <Back to="/storage" />
      <Page title={text.title}>
        <Loaded query={calendar} empty={(known) => (known.expiries.length === 0 && known.alerts.length === 0 ? <None /> : undefined)}>
          {(known) => <Whole calendar={known} />}
        </Loaded>
      </Page>
    </>
  );
}

function None() {
  return (
    <Notice shape="unknown" title={text.none}>
      <p>{text.noneBody}</p>
    </Notice>
  );
}

function Whole({ calendar }: { calendar: Calendar }) {
  const { expiries, alerts } = calendar;
  const past = expiries.filter((each) => each.daysLeft < 0).length;
  const soon = expiries.filter((each) => each.daysLeft >= 0 && each.daysLeft <= 30).length;
  return (
    <>
      <p className="lead">{text.lead(past, soon, expiries.length)}</p>
      {alerts.length > 0 && <h2>{text.alerts}</h2>}
      {alerts.map((alert) => (
        <Alert key={alert.id} alert={alert} />
      ))}
      {expiries.length > 0 && <Ageing expiries={expiries} />}
      {byMonth(expiries).map((each) => (
        <Ends key={each.month} title={monthName(each.month)} expiries={each.expiries} />
      ))}
    </>
  );
}

function Alert({ alert }: { alert: Calendar['alerts'][number] }) {
  const name = useNames();
  return (
    <Notice
      shape={alert.step === 0 ? 'block' : 'warn'}
      level="p"
      title={text.alert(endName(alert), name(alert.target), alert.step)}
    >
      <p className="quiet">
        {date(alert.on)}. {text.raised} <Time at={alert.raisedAt} />
      </p>
    </Notice>
  );
}

/** People know storage by its name; an account has its id only. */
function useNames() {
  const storages = useQuery(storagesQuery).data;
  return (target: string) => storages?.find((each) => each.id === target)?.name ?? target;
}

function Ageing({ expiries }: { expiries: readonly Expiry[] }) {
  const name = useNames();
  const sorted = [...expiries].sort((one, other) => one.daysLeft - other.daysLeft);
  const first = sorted[0];
  return first === undefined ? null : (
    <Picture
      title={text.picture}
      sentence={text.pictureSays(endName(first), name(first.target), first.daysLeft)}
      chart={
        <Suspense>
          <AgeingChart
            ends={sorted.map((each) => ({
              label: text.bar(name(each.target), endName(each)),
              days: each.daysLeft,
            }))}
          />
        </Suspense>
      }
      table={<Table caption={text.picture} hideCaption columns={columns(name).filter((each) => each.id !== 'then')} rows={sorted} rowKey={key} />}
    />
  );
}

function Ends({ title, expiries }: { title: string; expiries: readonly Expiry[] }) {
  const name = useNames();
  return (
    <>
      <h2>{title}</h2>
      <Table caption={title} hideCaption columns={columns(name)} rows={expiries} rowKey={key} />
    </>
  );
}

const key = (expiry: Expiry) => `${expiry.kind} ${expiry.target} ${expiry.subject} ${expiry.on}`;

function columns(name: (target: string) => string): Column<Expiry>[] {
  return [
    { id: 'on', head: text.on, cell: (each) => date(each.on) },
    { id: 'what', head: text.what, cell: endName },
    { id: 'where', head: text.where, cell: (each) => name(each.target) },
    { id: 'left', head: text.left, cell: (each) => <Tag shape={ageShape(each.daysLeft)}>{text.days(each.daysLeft)}</Tag> },
    {
      id: 'then',
      head: text.then,
      cell: (each) => (
        <>
          {plain(each.hint)}{' '}
          <Link to={whereToRenew(each)} aria-label={text.renewOf(endName(each), name(each.target))}>
            {text.renew}
          </Link>
        </>
      ),
    },
  ];
}
