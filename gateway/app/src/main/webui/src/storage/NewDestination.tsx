/** Sets a destination up in an account; the provider is asked before it is kept. */
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { accountsQuery, createDestination, offersQuery, storagesQuery, useAct, type Account } from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { ErrorSummary, Field, type FieldErrors } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { useDraft } from '../ui/useDraft';
import { storageWords } from '../words/storage';
import { destinationOf, NEW_DESTINATION, type DestinationDraft } from './account';
import { Connect } from './ConnectAction';
import { idFrom } from './facts';
import { Line } from './Inputs';
import { Back, useRights } from './parts';

const text = storageWords.create;

export function NewDestination() {
  const [params] = useSearchParams();
  const accounts = useQuery(accountsQuery);
  const { admin } = useRights();
  const account = accounts.data?.find((each) => each.id === params.get('account'));
  return (
    <>
      <Back to="/storage/new" name={text.title} />
      <Page title={text.destinationTitle}>
        {!admin && <p className="quiet">{storageWords.readOnly}</p>}
        <Loaded query={accounts} empty={() => (account === undefined ? <Notice shape="unknown" title={text.noAccount}><p>{text.noAccountBody}</p></Notice> : undefined)}>
          {() => admin && account !== undefined && <Whole account={account} />}
        </Loaded>
      </Page>
    </>
  );
}

function Whole({ account }: { account: Account }) {
  const open = account.state === 'NOT_CONNECTED' || account.state === 'RECONNECT_NEEDED' || account.state === 'DISCONNECTED';
  return (
    <>
      <p>{text.destinationLead(account.id)}</p>
      {open && (
        <Notice shape="waiting" title={text.connectFirst}>
          <p>{text.connectFirstBody}</p>
          <Connect account={account} />
        </Notice>
      )}
      <Form account={account} />
    </>
  );
}

function Form({ account }: { account: Account }) {
  const [draft, setDraft, forget] = useDraft<DestinationDraft>(`destination/${account.id}`, NEW_DESTINATION);
  const [errors, setErrors] = useState<FieldErrors>({});
  const taken = useQuery(storagesQuery).data?.map((each) => each.id) ?? [];
  const offers = useQuery(offersQuery).data?.filter((each) => each.provider === account.provider) ?? [];
  const go = useNavigate();
  const create = useAct(
    () => createDestination(destinationOf(idFrom(draft.name, taken), account.id, draft)),
    (made) => {
      forget();
      void go(`/storage/${made.id}`);
    },
  );
  const set = (part: Partial<DestinationDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const missing = draft.name.trim() === '';
    setErrors(missing ? { 'destination-name': text.needName } : {});
    if (!missing && !create.isPending) {
      create.mutate(undefined);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <Line id="destination-name" label={text.name} hint={text.nameHint} error={errors['destination-name']} value={draft.name} onChange={(name) => set({ name })} />
      <Line id="destination-folder" label={text.folder} hint={text.folderHint} value={draft.folder} onChange={(folder) => set({ folder })} />
      <Line id="destination-space" label={text.space} hint={text.spaceHint} value={draft.space} onChange={(space) => set({ space })} />
      <Line id="destination-plan" label={text.plan} hint={text.planHint} value={draft.plan} onChange={(plan) => set({ plan })} />
      {offers.length > 0 && (
        <Field id="destination-offer" label={text.offer} hint={text.offerHint}>
          <select id="destination-offer" aria-describedby="destination-offer-hint" value={draft.offer} onChange={(event) => set({ offer: event.target.value })}>
            <option value="">{text.offerNone}</option>
            {offers.map((offer) => (
              <option key={offer.id} value={offer.id}>
                {text.offerName(offer.product, offer.plan, offer.regionSetting)}
              </option>
            ))}
          </select>
        </Field>
      )}
      {create.error !== null && <Failure error={create.error} />}
      <Button type="submit" aria-disabled={create.isPending}>
        {create.isPending ? storageWords.working : text.createDestination}
      </Button>
    </form>
  );
}
