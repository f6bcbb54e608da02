/** Who may use a destination and when it is looked at again, from the form to the gateway. Pure. */
import type { DestinationSettings } from '../api/storage';
import type { Schemas } from '../api/types';
import type { FieldErrors } from '../ui/Fields';
import { storageWords } from '../words/storage';
import { today } from './paper';

export interface UseDraft {
  everybody: boolean;
  clinicians: boolean;
  programs: boolean;
  persons: string;
  reviewOn: string;
}

export function draftOf({ use }: Pick<DestinationSettings, 'use'>): UseDraft {
  return {
    everybody: use.roles.length === 0 && use.persons.length === 0,
    clinicians: use.roles.includes('clinician'),
    programs: use.roles.includes('service'),
    persons: use.persons.join(', '),
    reviewOn: use.reviewOn ?? '',
  };
}

function personsOf(draft: UseDraft): string[] {
  return draft.persons.split(/[\s,;]+/).filter((person) => person !== '');
}

export function wrongUse(draft: UseDraft, now?: number): FieldErrors {
  const text = storageWords.use;
  const nobody = !draft.everybody && !draft.clinicians && !draft.programs && personsOf(draft).length === 0;
  return {
    ...(nobody ? { 'use-everybody': text.needSome } : {}),
    ...(draft.reviewOn !== '' && draft.reviewOn < today(now) ? { 'use-review': text.past } : {}),
  };
}

/** The whole destination as it is to be: what the form does not show stays. */
export function changed(settings: DestinationSettings, draft: UseDraft): Schemas['DestinationRequest'] {
  const roles = [...(draft.clinicians ? ['clinician'] : []), ...(draft.programs ? ['service'] : [])];
  return {
    name: settings.name,
    connection: settings.connection,
    folder: settings.folder,
    plan: settings.plan,
    ...(settings.space === undefined ? {} : { space: settings.space }),
    ...(settings.offer === undefined ? {} : { offer: settings.offer }),
    use: {
      roles: draft.everybody ? [] : roles,
      persons: draft.everybody ? [] : personsOf(draft),
      ...(draft.reviewOn === '' ? {} : { reviewOn: draft.reviewOn }),
    },
  };
}
