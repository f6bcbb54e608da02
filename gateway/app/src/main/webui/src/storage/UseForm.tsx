/** Who may send files to a destination, and on which day somebody looks at it again. */
import { useState, type SyntheticEvent } from 'react';
import { changeDestination, useAct, type DestinationSettings } from '../api/storage';
import { usePeople } from '../app/people';
import { Button } from '../ui/Button';
import { Choice, ErrorSummary, Group, type FieldErrors } from '../ui/Fields';
import { useDraft } from '../ui/useDraft';
import { date } from '../words/format';
import { storageWords } from '../words/storage';
import { Closed } from './PartOf';
import { Line } from './Inputs';
import { Facts, Told, useRights } from './parts';
import { Refused } from './Refused';
import { changed, draftOf, wrongUse, type UseDraft } from './use';

const text = storageWords.use;

export function UseForm({ settings }: { settings: DestinationSettings }) {
  const { admin } = useRights();
  const told = useTold(settings);
  return admin && settings.declaredIn === 'API' ? (
    <Form settings={settings} />
  ) : (
    <>
      <Facts facts={told} />
      <Closed settings={settings} what={storageWords.changeUse} />
    </>
  );
}

function useTold({ use }: DestinationSettings) {
  const { nameOf } = usePeople();
  const draft = draftOf({ use });
  const some = [
    ...(draft.clinicians ? [text.clinicians] : []),
    ...(draft.programs ? [text.programs] : []),
    ...use.persons.map(nameOf),
  ];
  return [
    { label: text.who, value: draft.everybody ? text.everybody : some.join(', ') },
    { label: text.review, value: use.reviewOn === undefined ? text.nobodyPlanned : date(use.reviewOn) },
  ];
}

function Form({ settings }: { settings: DestinationSettings }) {
  const told = useTold(settings);
  const [draft, setDraft, forget] = useDraft<UseDraft | undefined>(`use/${settings.id}`, undefined);
  const [errors, setErrors] = useState<FieldErrors>({});
  const shown = draft ?? draftOf(settings);
  const save = useAct(() => changeDestination(settings.id, settings.version, changed(settings, shown)), forget);
  const set = (part: Partial<UseDraft>) => setDraft({ ...shown, ...part });

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const found = wrongUse(shown);
    setErrors(found);
    if (Object.keys(found).length === 0 && !save.isPending) {
      save.mutate(undefined);
    }
  };

  return (
    <form onSubmit={submit} noValidate aria-label={text.title}>
      <ErrorSummary errors={errors} />
      <Group id="use-who" legend={text.who} error={errors['use-everybody']}>
        <Choice type="radio" id="use-everybody" name="use-who" label={text.everybody} checked={shown.everybody} onChange={() => set({ everybody: true })} />
        <Choice type="radio" id="use-some" name="use-who" label={text.some} checked={!shown.everybody} onChange={() => set({ everybody: false, clinicians: true })} />
        {!shown.everybody && (
          <div className="inset">
            <Choice type="checkbox" id="use-clinicians" name="use-roles" label={text.clinicians} checked={shown.clinicians} onChange={() => set({ clinicians: !shown.clinicians })} />
            <Choice type="checkbox" id="use-programs" name="use-roles" label={text.programs} checked={shown.programs} onChange={() => set({ programs: !shown.programs })} />
            <Line id="use-persons" label={text.persons} hint={text.personsHint} value={shown.persons} onChange={(persons) => set({ persons })} />
          </div>
        )}
      </Group>
      <Line id="use-review" type="date" label={text.review} hint={text.reviewHint} error={errors['use-review']} value={shown.reviewOn} onChange={(reviewOn) => set({ reviewOn })} />
      <Refused error={save.error}>
        <Facts facts={told} />
      </Refused>
      <Told>{save.isSuccess ? text.done : undefined}</Told>
      <Button type="submit" aria-disabled={save.isPending}>
        {save.isPending ? storageWords.working : storageWords.save}
      </Button>
    </form>
  );
}
