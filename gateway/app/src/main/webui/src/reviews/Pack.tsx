/** Everything about a case as one file to hand over. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { WITHHELD, casePack } from '../api/reviews';
import { may } from '../app/Only';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Choice, Group } from '../ui/Fields';
import { save } from '../ui/save';
import { words } from '../words';
import { list } from '../words/format';
import { reviewsWords as text } from '../words/reviews';
import { useMe } from './useMe';

const ROLES = ['compliance', 'auditor'] as const;

export function Pack({ id }: { id: string }) {
  const { me } = useMe();
  const [withheld, setWithheld] = useState<readonly string[]>([]);
  const [bytes, setBytes] = useState(0);
  const make = useMutation({ mutationFn: () => casePack(id, withheld, setBytes), onSuccess: save });
  return (
    <section aria-labelledby="pack">
      <h2 id="pack">{text.pack}</h2>
      {may(me, ROLES) ? (
        <>
          <p>{text.packBody}</p>
          <Group id="pack-leave" legend={text.packLeave} hint={text.packLeaveHint}>
            {WITHHELD.map((name) => (
              <Choice
                key={name}
                type="checkbox"
                id={`pack-${name}`}
                name="pack"
                label={text.withheld[name] ?? name}
                checked={withheld.includes(name)}
                onChange={() => setWithheld(withheld.includes(name) ? withheld.filter((one) => one !== name) : [...withheld, name])}
              />
            ))}
          </Group>
          {make.isError && <Failure error={make.error} />}
          <Button
            kind="secondary"
            aria-disabled={make.isPending}
            onClick={() => {
              if (!make.isPending) {
                setBytes(0);
                make.mutate();
              }
            }}
          >
            {text.packGet}
          </Button>
          <p role="status">
            {make.isPending && (bytes === 0 ? text.packStarting : text.packGetting(bytes))}
            {make.isSuccess && text.packGot(make.data.name, make.data.blob.size)}
          </p>
          <p className="quiet">{text.packEvent}</p>
          <details className="details">
            <summary>{text.packVerify}</summary>
            <p>{text.packVerifyBody}</p>
            <pre className="command">{text.packVerifyLine}</pre>
          </details>
        </>
      ) : (
        <p className="quiet">{text.packOnly(list(ROLES.map((role) => words.app.roles[role] ?? role)))}</p>
      )}
    </section>
  );
}
