/** One account: its state, who connected it, its permissions beside what is needed, and what can be done with it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountSettingsQuery, disconnect, removeAccount, useAct, type Account } from '../api/storage';
import { Button } from '../ui/Button';
import { Confirm } from '../ui/Confirm';
import { Failure } from '../ui/Failure';
import { Person } from '../ui/Person';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { date, list, number } from '../words/format';
import { storageWords } from '../words/storage';
import { Connect } from './ConnectAction';
import { isPersons, plain } from './facts';
import { AccountTag, Facts, useRights } from './parts';
import { Refused } from './Refused';
import { StopControl } from './StopControl';

const text = storageWords.account;

export function AccountItem({ account }: { account: Account }) {
  const { admin } = useRights();
  const settings = useQuery(accountSettingsQuery(account.id)).data;
  return (
    <article className="account" aria-labelledby={`account-${account.id}`}>
      <h3 id={`account-${account.id}`}>{account.id}</h3>
      <p>
        <AccountTag state={account.state} />
      </p>
      {account.hint !== undefined && <p>{plain(account.hint)}</p>}
      <Facts
        facts={[
          ...(account.actsAs === undefined
            ? []
            : [{ label: text.actsAs, value: account.actsAs === 'person' ? text.person : text.application }]),
          ...(account.connectedBy === undefined ? [] : [{ label: text.connectedBy, value: <Person subject={account.connectedBy} /> }]),
          ...(account.connectedAt === undefined ? [] : [{ label: text.since, value: <Time at={account.connectedAt} /> }]),
          ...(account.deadSince === undefined ? [] : [{ label: text.deadSince, value: <Time at={account.deadSince} /> }]),
          ...(account.reason === undefined ? [] : [{ label: text.why, value: plain(account.reason) }]),
          { label: text.waiting, value: number(account.transfersWaiting) },
          {
            label: text.secrets,
            value: settings?.secretsExpireOn === undefined ? text.noSecrets : date(settings.secretsExpireOn),
          },
        ]}
      />
      {account.scopes.needed.length > 0 && <Permissions account={account} />}
      {isPersons(account) && admin && <Connect account={account} />}
      <div className="actions">
        {isPersons(account) && admin && account.connectedBy !== undefined && account.state !== 'DISCONNECTED' && (
          <Disconnect id={account.id} />
        )}
        {admin && settings?.declaredIn === 'API' && <Remove id={account.id} version={settings.version} />}
        <StopControl scope="CONNECTION" target={account.id} name={account.id} />
      </div>
    </article>
  );
}

function Permissions({ account }: { account: Account }) {
  const { scopes } = account;
  const granted = (name: string) =>
    scopes.granted === undefined ? (
      <Tag shape="unknown">{text.notTold}</Tag>
    ) : scopes.granted.includes(name) ? (
      <Tag shape="ok">{text.yes}</Tag>
    ) : (
      <Tag shape={scopes.missing.includes(name) ? 'block' : 'stopped'}>{scopes.missing.includes(name) ? text.missing : text.no}</Tag>
    );
  return (
    <details className="details">
      <summary>{text.permissions}</summary>
      <Table
        caption={text.caption(account.id)}
        hideCaption
        columns={[
          { id: 'name', head: text.name, cell: (scope) => <code>{scope.name}</code> },
          { id: 'granted', head: text.granted, cell: (scope) => granted(scope.name) },
          { id: 'required', head: text.must, cell: (scope) => (scope.required ? text.required : text.optional) },
          { id: 'reason', head: text.needed, cell: (scope) => scope.reason },
        ]}
        rows={scopes.needed}
        rowKey={(scope) => scope.name}
      />
      {scopes.more.length > 0 && <p>{text.more(list(scopes.more))}</p>}
    </details>
  );
}

function Disconnect({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const leave = useAct(() => disconnect(id), () => setAsking(false));
  return (
    <>
      <Button kind="secondary" onClick={() => setAsking(true)}>
        {text.disconnect}
      </Button>
      <Confirm
        open={asking}
        title={text.disconnectAsk(id)}
        action={text.disconnect}
        danger
        busy={leave.isPending}
        onConfirm={() => leave.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>{text.disconnectBody}</p>
        {leave.error !== null && <Failure error={leave.error} />}
      </Confirm>
    </>
  );
}

function Remove({ id, version }: { id: string; version: number }) {
  const [asking, setAsking] = useState(false);
  const remove = useAct(() => removeAccount(id, version), () => setAsking(false));
  return (
    <>
      <Button kind="secondary" onClick={() => setAsking(true)}>
        {text.remove}
      </Button>
      <Confirm
        open={asking}
        title={text.removeAsk(id)}
        action={text.remove}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>{text.removeBody}</p>
        <Refused error={remove.error} />
      </Confirm>
    </>
  );
}
