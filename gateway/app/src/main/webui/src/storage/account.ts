/** A new account or destination, from the form to the gateway. Pure. */
import type { Card } from '../api/storage';
import type { Schemas } from '../api/types';
import type { FieldErrors } from '../ui/Fields';
import { storageWords } from '../words/storage';
import { isOperators, settingLabel } from './facts';

const text = storageWords.create;

export interface AccountDraft {
  name: string;
  settings: Record<string, string>;
  secretsExpireOn: string;
}

export const NEW_ACCOUNT: AccountDraft = { name: '', settings: {}, secretsExpireOn: '' };

export const settingId = (name: string) => `setting-${name}`;

export function wrongAccount(card: Card, draft: AccountDraft, secrets: Record<string, string>): FieldErrors {
  const missing = card.settings.filter(
    (setting) =>
      setting.required && !isOperators(setting) && ((setting.secret ? secrets : draft.settings)[setting.name] ?? '').trim() === '',
  );
  return {
    ...(/[a-z0-9]/i.test(draft.name) ? {} : { 'account-name': text.needId }),
    ...Object.fromEntries(missing.map((setting) => [settingId(setting.name), text.needValue(settingLabel(setting.name))])),
  };
}

/** What was left empty is left out, so that the connector's own fallback counts. */
export function accountOf(
  card: Card,
  id: string,
  draft: AccountDraft,
  secrets: Record<string, string>,
): Schemas['ConnectionRequest'] {
  const filled = Object.entries({ ...draft.settings, ...secrets })
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return {
    id,
    provider: card.provider,
    settings: Object.fromEntries(filled),
    ...(draft.secretsExpireOn === '' ? {} : { secretsExpireOn: draft.secretsExpireOn }),
  };
}

export interface DestinationDraft {
  name: string;
  folder: string;
  space: string;
  plan: string;
  offer: string;
}

export const NEW_DESTINATION: DestinationDraft = { name: '', folder: '', space: '', plan: '', offer: '' };

export function destinationOf(id: string, connection: string, draft: DestinationDraft): Schemas['DestinationRequest'] {
  const [name, folder, space, plan] = [draft.name, draft.folder, draft.space, draft.plan].map((each) => each.trim());
  return {
    id,
    connection,
    ...(name === undefined ? {} : { name }),
    ...(folder === undefined ? {} : { folder }),
    ...(space === undefined || space === '' ? {} : { space }),
    ...(plan === undefined || plan === '' ? {} : { plan }),
    ...(draft.offer === '' ? {} : { offer: draft.offer }),
  };
}
