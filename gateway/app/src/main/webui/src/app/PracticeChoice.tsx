/** Which practice somebody works for now, where they act for several or for none. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { choosePractice } from '../api/gateway';
import type { Practice } from '../api/types';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Page } from '../ui/Page';
import { words } from '../words';

export function PracticeChoice({ practices }: { practices: Practice[] }) {
  const queries = useQueryClient();
  const choose = useMutation({ mutationFn: choosePractice, onSuccess: () => queries.resetQueries() });
  const text = words.practice;
  return (
    <Page title={text.title}>
      <p>{practices.length === 0 ? text.none : text.body}</p>
      {choose.error !== null && <Failure error={choose.error} />}
      {practices.map((practice) => (
        <p key={practice.id}>
          <Button kind="secondary" onClick={() => choose.mutate(practice.id)}>{practice.name}</Button>
        </p>
      ))}
    </Page>
  );
}
