/** Tries a change of the rulebook itself on past decisions: packs in force, edited here or taken from a file. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ProblemError } from '../api/client';
import { packsQuery, simulate } from '../api/insight';
import type { Member, Schemas } from '../api/types';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { ErrorSummary, Field, type FieldErrors } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { save } from '../ui/save';
import { useDraft } from '../ui/useDraft';
import { rulesWords } from '../words/rules';
import { changedPacks, firstPack, putPack, type PackTexts } from './packs';
import { PackProblems } from './PackProblems';
import { PackText } from './PackText';
import { Simulation } from './Simulation';
import { Running } from './TryOwn';
import { useDays } from './useDays';

const text = rulesWords.packs;

export function TryPacks({ me }: { me: Member }) {
  const query = useQuery(packsQuery);
  return (
    <>
      <Notice shape="stopped" level="p" title={text.notHere}>
        <p>{text.notHereBody}</p>
      </Notice>
      <Loaded query={query}>{(list) => <Form key={list.rulebook} list={list} practiceLaw={me.practice.jurisdiction} />}</Loaded>
    </>
  );
}

function Form({ list: { rulebook, packs }, practiceLaw }: { list: Schemas['PackList']; practiceLaw: string }) {
  const [address, setAddress] = useSearchParams();
  // A draft belongs to the rulebook that it started from.
  const [draft, setDraft] = useDraft<PackTexts>(`packs/${rulebook}`, {});
  const [errors, setErrors] = useState<FieldErrors>({});
  const { days, field } = useDays();
  const run = useMutation({
    mutationFn: async (asked: { packs: PackTexts; days: number }) => ({ asked, found: await simulate(asked) }),
  });
  const name = packs.find((each) => each.name === address.get('pack'))?.name ?? firstPack(packs, practiceLaw);
  const inForce = packs.find((each) => each.name === name)?.text ?? '';
  const changed = changedPacks(packs, draft);
  const stale = run.data !== undefined && JSON.stringify(run.data.asked) !== JSON.stringify({ packs: changed, days });
  const problems = run.error instanceof ProblemError ? (run.error.problem.problems ?? []) : [];
  const choose = (pack: string) => setAddress({ ...Object.fromEntries(address), pack }, { replace: true });
  const submit = () => {
    const nothing = Object.keys(changed).length === 0;
    setErrors(nothing ? { 'pack-text': text.nothing } : {});
    if (nothing) {
      run.reset();
    } else if (!run.isPending) {
      run.mutate({ packs: changed, days });
    }
  };
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ErrorSummary errors={errors} />
        {problems.length > 0 && <PackProblems problems={problems} pack={name} onOpen={choose} />}
        <Field id="pack" label={text.which} hint={text.whichHint}>
          <select id="pack" value={name} aria-describedby="pack-hint" onChange={(event) => choose(event.target.value)}>
            {packs.map((each) => (
              <option key={each.name} value={each.name}>
                {text.option(each.name, changed[each.name] !== undefined)}
              </option>
            ))}
          </select>
        </Field>
        <PackText
          key={name}
          name={name}
          inForce={inForce}
          text={draft[name] ?? inForce}
          error={errors['pack-text']}
          onChange={(next) => setDraft(putPack(draft, name, next, inForce))}
        />
        {field}
        {run.error !== null && problems.length === 0 && <Failure error={run.error} />}
        <Button type="submit" aria-disabled={run.isPending}>
          {run.isPending ? rulesWords.try.running : text.go(Object.keys(changed))}
        </Button>
      </form>
      <Running now={run.isPending} />
      {stale && <Notice shape="waiting" level="p" title={rulesWords.try.stale} />}
      {run.data !== undefined && !stale && (
        <Simulation found={run.data.found} days={run.data.asked.days} next={<HandOver packs={run.data.asked.packs} />} />
      )}
    </>
  );
}

/** Nothing of the rulebook is published from here, so whoever likes the outcome takes the text along. */
function HandOver({ packs }: { packs: PackTexts }) {
  return (
    <section aria-labelledby="hand-over">
      <h3 id="hand-over">{text.handOver}</h3>
      <p>{text.handOverBody}</p>
      <p className="actions">
        {Object.entries(packs).map(([name, written]) => (
          <Button
            key={name}
            kind="secondary"
            onClick={() => save({ name: `${name}.yaml`, blob: new Blob([written], { type: 'application/yaml' }) })}
          >
            {text.saveOf(name)}
          </Button>
        ))}
      </p>
    </section>
  );
}
