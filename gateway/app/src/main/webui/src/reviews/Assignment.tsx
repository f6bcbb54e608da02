/** Who looks at a case and until when; compliance staff take it, or give it to somebody. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { assignCase, caseQuery, type Case } from '../api/reviews';
import { receivers, usePeople } from '../app/people';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Field } from '../ui/Fields';
import { Naming } from '../ui/Person';
import { reviewsWords as text } from '../words/reviews';
import { Conflict, isConflict } from './Conflict';
import { endOf } from './decision';
import { useMe } from './useMe';

export function Assignment({ each }: { each: Case }) {
  const { me, decides } = useMe();
  const people = usePeople();
  const client = useQueryClient();
  const [name, setName] = useState(each.assignee ?? '');
  const [due, setDue] = useState('');
  const assign = useMutation({
    mutationFn: (to: string) =>
      assignCase(each.id, {
        version: each.version,
        ...(to === '' ? {} : { assignee: to }),
        ...(due === '' ? {} : { due: endOf(due).toISOString() }),
      }),
    onSuccess: async (changed) => {
      client.setQueryData(caseQuery(each.id).queryKey, changed);
      setName(changed.assignee ?? '');
      setDue('');
      await client.invalidateQueries({ queryKey: ['reviews'] });
    },
    onError: () => client.invalidateQueries({ queryKey: caseQuery(each.id).queryKey }),
  });
  const mine = each.assignee === me.subject;
  return (
    <section aria-labelledby="assignment">
      <h2 id="assignment">{text.assignment}</h2>
      <p role="status">
        {each.assignee === undefined ? text.assignedNobody : <Naming who={[each.assignee]} said={text.assignedTo} />}
      </p>
      {assign.isError && (isConflict(assign.error) ? <Conflict each={each} /> : <Failure error={assign.error} />)}
      {decides && each.state !== 'DECIDED' && (
        <>
          {!mine && (
            <Button kind="secondary" aria-disabled={assign.isPending} onClick={() => assign.isPending || assign.mutate(me.subject)}>
              {text.takeIt}
            </Button>
          )}
          <details className="details">
            <summary>{text.giveTo}</summary>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                assign.mutate(name);
              }}
            >
              <Field id="give-to" label={text.giveToName} hint={people.unnamed ? text.giveToUnnamed : text.giveToHint}>
                <select id="give-to" value={name} aria-describedby="give-to-hint" onChange={(event) => setName(event.target.value)}>
                  {receivers(people, 'compliance', name).map(({ subject, label }) => (
                    <option key={subject} value={subject}>
                      {label}
                    </option>
                  ))}
                </select>
              </Field>
              <Field id="give-due" label={text.giveDue} hint={text.giveDueHint}>
                <input
                  id="give-due"
                  type="date"
                  value={due}
                  aria-describedby="give-due-hint"
                  onChange={(event) => setDue(event.target.value)}
                />
              </Field>
              <Button type="submit" kind="secondary" aria-disabled={assign.isPending}>
                {text.giveSave}
              </Button>
            </form>
          </details>
        </>
      )}
    </section>
  );
}
