/** Which storage there is, what each can prove, and what needs a person. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { accountsQuery, calendarQuery, proofsQuery, settingsQuery, stopsQuery, storagesQuery } from '../api/storage';
import type { Destination } from '../api/types';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Tag } from '../ui/Tag';
import { VerdictLine } from '../verdict/VerdictLine';
import { show } from '../verdict/verdict';
import { providerName } from '../words';
import { date } from '../words/format';
import { storageWords as text } from '../words/storage';
import { endName, firstEnd, plain, stopsOn } from './facts';
import { AccountTag, Facts, useRights } from './parts';

export function StorageList() {
  const storages = useQuery(storagesQuery);
  const { admin } = useRights();
  return (
    <Page title={text.title}>
      <Loaded query={storages} empty={(all) => (all.length === 0 ? <Empty admin={admin} /> : undefined)}>
        {(all) => (
          <>
            <p className="lead">{text.lead(all.filter((each) => show(each.verdict).word === 'ok').length, all.length)}</p>
            <Ways admin={admin} />
            <ul className="storages">
              {all.map((each) => (
                <Item key={each.id} storage={each} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Ways({ admin }: { admin: boolean }) {
  return (
    <nav aria-label={text.links} className="actions ahead">
      {admin && (
        <Link className="button button-primary" to="/storage/new">
          {text.add}
        </Link>
      )}
      <Link to="/storage/expiries">{text.expiries}</Link>
      <Link to="/storage/accounts">{text.accounts}</Link>
      <Link to="/storage/setup">{text.setup}</Link>
    </nav>
  );
}

function Empty({ admin }: { admin: boolean }) {
  return (
    <Notice shape="unknown" title={text.empty}>
      <p>{admin ? text.emptyBody : text.emptyAsk}</p>
      {admin && (
        <Link className="button button-primary" to="/storage/new">
          {text.add}
        </Link>
      )}
    </Notice>
  );
}

function Item({ storage }: { storage: Destination }) {
  return (
    <li className="storage">
      <div>
        <h2>
          <Link to={`/storage/${storage.id}`}>{storage.name}</Link>
        </h2>
        <VerdictLine shown={show(storage.verdict)} asking={storage.asking} />
        {storage.waiting !== undefined && <p className="quiet">{plain(storage.waiting)}</p>}
      </div>
      <Brief storage={storage} />
    </li>
  );
}

/** What the list does not tell is asked for each; until it is there, the fact says so. */
function Brief({ storage }: { storage: Destination }) {
  const [settings, proofs] = useQueries({ queries: [settingsQuery(storage.id), proofsQuery(storage.id)] });
  const accounts = useQuery(accountsQuery);
  const stops = useQuery(stopsQuery);
  const calendar = useQuery(calendarQuery);
  const connection = settings.data?.connection;
  const account = accounts.data?.find((each) => each.id === connection);
  const end = calendar.data === undefined ? undefined : firstEnd(calendar.data, storage.id, connection);
  const stopped =
    settings.data !== undefined && stops.data !== undefined && stopsOn(stops.data, settings.data).length > 0;
  const proof = proofs.data?.[0];
  return (
    <div>
      {(stopped || !storage.available) && <Tag shape="block">{text.stopped}</Tag>}
      <Facts
        facts={[
          { label: text.provider, value: providerName(storage.provider) },
          { label: text.accountLabel, value: account === undefined ? '–' : <AccountTag state={account.state} /> },
          { label: text.room, value: storage.space?.text ?? text.roomUnknown },
          {
            label: text.lastProof,
            value:
              proof === undefined ? (
                text.noProof
              ) : (
                <Tag shape={proof.proven ? 'ok' : 'block'}>
                  {`${proof.proven ? text.proven : text.notProven}, ${date(proof.endedAt)}`}
                </Tag>
              ),
          },
          {
            label: text.endsNext,
            value: end === undefined ? text.endsNothing : text.endsOn(endName(end), end.on),
          },
        ]}
      />
    </div>
  );
}
