/** Leads a person to the provider's page, on which they connect the account. */
import { useQuery } from '@tanstack/react-query';
import { accountsQuery, invite, useAct } from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Loaded } from '../ui/Loaded';
import { providerName } from '../words';
import { storageWords } from '../words/storage';
import { isPersons, plain } from './facts';
import { AccountTag, useRights } from './parts';

const text = storageWords.account;

export function ConnectAction({ id }: { id: string }) {
  const accounts = useQuery(accountsQuery);
  return (
    <Loaded query={accounts}>
      {(all) => {
        const account = all.find((each) => each.id === id);
        if (account === undefined) {
          return null;
        }
        return (
          <>
            <p>
              <AccountTag state={account.state} />
            </p>
            {account.hint !== undefined && <p>{plain(account.hint)}</p>}
            {isPersons(account) ? <Connect account={account} /> : <p>{account.state === 'APPLICATION' && text.nothing}</p>}
          </>
        );
      }}
    </Loaded>
  );
}

export function Connect({ account }: { account: { id: string; provider: string; state: string } }) {
  const { admin } = useRights();
  const go = useAct(
    () => invite(account.id),
    (answer) => window.location.assign(answer.authorizeUrl),
  );
  if (!admin) {
    return <p className="quiet">{storageWords.lookOnly(text.connect(providerName(account.provider)).toLowerCase())}</p>;
  }
  const connected = account.state === 'CONNECTED';
  const label = connected || account.state === 'RECONNECT_NEEDED' ? text.reconnect : text.connect;
  return (
    <>
      {go.error !== null && <Failure error={go.error} />}
      <Button
        kind={connected ? 'secondary' : 'primary'}
        aria-disabled={go.isPending}
        onClick={() => go.isPending || go.mutate(undefined)}
      >
        {label(providerName(account.provider))}
      </Button>
      <p className="quiet">{text.leaves}</p>
    </>
  );
}
