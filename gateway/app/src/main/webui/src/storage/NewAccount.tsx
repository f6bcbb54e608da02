/** Sets an account at a provider up: the form is what the connector says it needs. */
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { accountsQuery, cardsQuery, createAccount, useAct, type Card } from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { ErrorSummary, type FieldErrors } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { storageWords } from '../words/storage';
import { accountOf, NEW_ACCOUNT, settingId, wrongAccount, type AccountDraft } from './account';
import { idFrom, isOperators, settingLabel, type Setting } from './facts';
import { Line } from './Inputs';
import { Back, useRights } from './parts';

const text = storageWords.create;

export function NewAccount() {
  const { provider = '' } = useParams();
  const cards = useQuery(cardsQuery);
  const accounts = useQuery(accountsQuery);
  const { admin } = useRights();
  const card = cards.data?.find((each) => each.provider === provider);
  return (
    <>
      <Back to="/storage/new" name={text.title} />
      <Page key={card?.provider ?? 'waiting'} title={card === undefined ? text.title : text.accountTitle(card.title)}>
        {!admin && <p className="quiet">{storageWords.readOnly}</p>}
        <Loaded query={cards} empty={() => (card === undefined ? <Notice shape="unknown" title={text.unknown}><p>{text.unknownBody}</p></Notice> : undefined)}>
          {() => admin && card !== undefined && <Form card={card} taken={accounts.data?.map((each) => each.id) ?? []} />}
        </Loaded>
      </Page>
    </>
  );
}

function Form({ card, taken }: { card: Card; taken: readonly string[] }) {
  // A secret is kept in this page's memory only; the rest outlives a sign-in.
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [draft, setDraft, forget] = useDraft<AccountDraft>(`account/${card.provider}`, NEW_ACCOUNT);
  const [errors, setErrors] = useState<FieldErrors>({});
  const go = useNavigate();
  const id = idFrom(draft.name, taken);
  const create = useAct(
    () => createAccount(accountOf(card, id, draft, secrets)),
    () => {
      forget();
      void go(`/storage/new/destination?account=${encodeURIComponent(id)}`);
    },
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = wrongAccount(card, draft, secrets);
    setErrors(found);
    if (Object.keys(found).length === 0 && !create.isPending) {
      create.mutate(undefined);
    }
  };
  const line = (setting: Setting) => (
    <Line
      key={setting.name}
      id={settingId(setting.name)}
      type={setting.secret ? 'password' : 'text'}
      label={settingLabel(setting.name)}
      hint={[setting.help, setting.fallback === undefined ? '' : text.fallback(setting.fallback)].filter(Boolean).join(' ').replaceAll('`', '')}
      error={errors[settingId(setting.name)]}
      value={(setting.secret ? secrets : draft.settings)[setting.name] ?? ''}
      onChange={(value) =>
        setting.secret
          ? setSecrets({ ...secrets, [setting.name]: value })
          : setDraft({ ...draft, settings: { ...draft.settings, [setting.name]: value } })
      }
    />
  );
  const asked = card.settings.filter((setting) => !isOperators(setting));
  return (
    <form onSubmit={submit} noValidate>
      <p>{text.accountLead}</p>
      <ErrorSummary errors={errors} />
      <Line id="account-name" label={text.id} hint={text.idHint} error={errors['account-name']} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} />
      {asked.filter((setting) => setting.required).map(line)}
      <Line id="account-secret-end" type="date" label={text.secretEnds} value={draft.secretsExpireOn} onChange={(secretsExpireOn) => setDraft({ ...draft, secretsExpireOn })} />
      <details className="details">
        <summary>{text.more}</summary>
        <p className="quiet">{text.moreHint}</p>
        {asked.filter((setting) => !setting.required).map(line)}
      </details>
      {create.error !== null && <Failure error={create.error} />}
      <Button type="submit" aria-disabled={create.isPending}>
        {create.isPending ? storageWords.working : text.createAccount}
      </Button>
    </form>
  );
}
