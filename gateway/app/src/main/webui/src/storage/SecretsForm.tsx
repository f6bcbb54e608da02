/** Notes the day on which an account's secret ends, so that alerts come before. */
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { accountSettingsQuery, changeAccount, useAct, type AccountSettings } from '../api/storage';
import { Button } from '../ui/Button';
import { ErrorSummary, type FieldErrors } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { useDraft } from '../ui/useDraft';
import { date } from '../words/format';
import { storageWords } from '../words/storage';
import { Closed } from './PartOf';
import { Line } from './Inputs';
import { Facts, Told, useRights } from './parts';
import { Refused } from './Refused';

const text = storageWords.account;

export function SecretsForm({ id }: { id: string }) {
  const settings = useQuery(accountSettingsQuery(id));
  const { admin } = useRights();
  return (
    <Loaded query={settings}>
      {(known) =>
        admin && known.declaredIn === 'API' ? (
          <Form settings={known} />
        ) : (
          <>
            <Facts facts={[{ label: text.secrets, value: known.secretsExpireOn === undefined ? text.noSecrets : date(known.secretsExpireOn) }]} />
            <Closed settings={known} what={storageWords.changeSecrets} />
          </>
        )
      }
    </Loaded>
  );
}

function Form({ settings }: { settings: AccountSettings }) {
  const [day, setDay, forget] = useDraft(`secrets/${settings.id}`, settings.secretsExpireOn ?? '');
  const [errors, setErrors] = useState<FieldErrors>({});
  const { id, version, provider, settings: open, allowedFolders } = settings;
  const save = useAct(
    () => changeAccount(id, version, { provider, settings: open, allowedFolders, secretsExpireOn: day }),
    forget,
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found: FieldErrors = day === '' ? { 'secret-end': text.needDay } : {};
    setErrors(found);
    if (day !== '' && !save.isPending) {
      save.mutate(undefined);
    }
  };
  return (
    <form onSubmit={submit} noValidate aria-label={text.secretsAsk}>
      <ErrorSummary errors={errors} />
      <Line id="secret-end" type="date" label={text.secretsAsk} hint={text.secretsHint} error={errors['secret-end']} value={day} onChange={setDay} />
      <Refused error={save.error} />
      <Told>{save.isSuccess ? storageWords.saved : undefined}</Told>
      <Button type="submit" aria-disabled={save.isPending}>
        {save.isPending ? storageWords.working : storageWords.save}
      </Button>
    </form>
  );
}
