/** The accounts at providers: how each stands, what it may, and what needs a person. */
import { useQuery } from '@tanstack/react-query';
import { accountsQuery, type Account } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { providerName } from '../words';
import { storageWords } from '../words/storage';
import { AccountItem } from './AccountItem';
import { Back, useRights } from './parts';
import { StopControl } from './StopControl';

const text = storageWords.account;

export function Accounts() {
  const accounts = useQuery(accountsQuery);
  const { admin } = useRights();
  return (
    <>
      <Back to="/storage" />
      <Page title={text.title}>
        {!admin && <p className="quiet">{storageWords.readOnly}</p>}
        <Loaded query={accounts} empty={(all) => (all.length === 0 ? <Empty /> : undefined)}>
          {(all) => (
            <>
              <p className="lead">{text.lead(all.length, all.filter(needsPerson).length)}</p>
              {[...new Set(all.map((each) => each.provider))].map((provider) => (
                <Provider key={provider} provider={provider} accounts={all.filter((each) => each.provider === provider)} />
              ))}
            </>
          )}
        </Loaded>
      </Page>
    </>
  );
}

function needsPerson(account: Account): boolean {
  return account.state === 'RECONNECT_NEEDED' || account.state === 'NOT_CONNECTED' || account.state === 'MISCONFIGURED';
}

function Empty() {
  return (
    <Notice shape="unknown" title={text.empty}>
      <p>{text.emptyBody}</p>
    </Notice>
  );
}

function Provider({ provider, accounts }: { provider: string; accounts: readonly Account[] }) {
  const heading = `provider-${provider}`;
  return (
    <section aria-labelledby={heading} className="provider">
      <h2 id={heading}>{providerName(provider)}</h2>
      {accounts.map((account) => (
        <AccountItem key={account.id} account={account} />
      ))}
      <StopControl scope="PROVIDER" target={provider} name={providerName(provider)} reaches={accounts.map((each) => each.id)} />
    </section>
  );
}
