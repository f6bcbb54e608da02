/** An export of the trail: what, how much of it, and then the file. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOutletContext, useSearchParams } from 'react-router';
import { exportEvents, newestEvent, verificationQuery, type ExportFormat } from '../api/insight';
import type { Member } from '../api/types';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Choice, ErrorSummary, Field, Group, type FieldErrors } from '../ui/Fields';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { save } from '../ui/save';
import { auditWords } from '../words/audit';
import { AuditMenu } from './AuditMenu';
import { endOf, isDay, sizeOf, startOf } from './filter';

const text = auditWords.export;
const FORMATS = ['jsonl', 'csv', 'fhir'] as const;
const REDACTS = ['actor', 'target', 'destination', 'detail'] as const;

interface Asked {
  format: ExportFormat;
  from: string;
  to: string;
  redact: readonly string[];
}

const bounds = ({ from, to }: Asked) => ({
  ...(isDay(from) ? { from: startOf(from) } : {}),
  ...(isDay(to) ? { to: endOf(to) } : {}),
});

/** How many events lie in the days: the trail is numbered without a gap, so two numbers tell. */
async function count(asked: Asked, first: number): Promise<number> {
  const newest = await newestEvent(bounds(asked));
  if (newest === undefined) {
    return 0;
  }
  const before = isDay(asked.from) ? await newestEvent({ to: startOf(asked.from) }) : undefined;
  return newest.number - (before?.number ?? first - 1);
}

export function Export() {
  const me = useOutletContext<Member>();
  const [address, setAddress] = useSearchParams();
  const verification = useQuery(verificationQuery);
  const [errors, setErrors] = useState<FieldErrors>({});
  const format = FORMATS.find((each) => each === address.get('format')) ?? 'jsonl';
  const asked: Asked = {
    format,
    from: address.get('from') ?? '',
    to: address.get('to') ?? '',
    redact: (address.get('redact') ?? '').split(',').filter((each) => REDACTS.some((known) => known === each)),
  };
  const counting = useMutation({ mutationFn: () => count(asked, verification.data?.first ?? 1) });
  const put = (changes: Partial<Record<'format' | 'from' | 'to' | 'redact', string>>) => {
    counting.reset();
    setAddress({ ...Object.fromEntries(address), ...changes }, { replace: true });
  };
  return (
    <Page title={text.title}>
      <AuditMenu />
      <p className="lead">{text.lead}</p>
      {verification.data?.holds === false && <Notice shape="block" level="p" title={auditWords.proof.broken} />}
      <ErrorSummary errors={errors} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = asked.from !== '' && asked.to !== '' && asked.from > asked.to;
          setErrors(wrong ? { from: text.order } : {});
          if (!wrong && !counting.isPending) {
            counting.mutate();
          }
        }}
      >
        <Group id="format" legend={text.format}>
          {FORMATS.map((each) => (
            <Choice
              key={each}
              type="radio"
              id={`format-${each}`}
              name="format"
              label={text.formats[each]}
              checked={each === format}
              onChange={() => put({ format: each })}
            />
          ))}
        </Group>
        <p className="hint">{text.daysHint}</p>
        <div className="filters">
          <Field id="from" label={text.from} error={errors.from}>
            <input id="from" type="date" value={asked.from} onChange={(event) => put({ from: event.target.value })} />
          </Field>
          <Field id="to" label={text.to}>
            <input id="to" type="date" value={asked.to} onChange={(event) => put({ to: event.target.value })} />
          </Field>
        </div>
        <Group id="redact" legend={text.redact} hint={text.redactHint}>
          {REDACTS.map((each) => (
            <Choice
              key={each}
              type="checkbox"
              id={`redact-${each}`}
              name="redact"
              label={text.redacts[each]}
              checked={asked.redact.includes(each)}
              onChange={() =>
                put({ redact: (asked.redact.includes(each) ? asked.redact.filter((one) => one !== each) : [...asked.redact, each]).join(',') })
              }
            />
          ))}
        </Group>
        {counting.error !== null && <Failure error={counting.error} />}
        {counting.data === undefined && (
          <Button type="submit" aria-disabled={counting.isPending}>
            {counting.isPending ? text.counting : text.count}
          </Button>
        )}
      </form>
      {counting.data !== undefined && <Ready key={address.toString()} asked={asked} count={counting.data} />}
      <Verify practice={me.practice.id} />
    </Page>
  );
}

/** How much it is, the button that makes it, and what came of it. */
function Ready({ asked, count: events }: { asked: Asked; count: number }) {
  const [soFar, setSoFar] = useState(0);
  const make = useMutation({
    mutationFn: () => exportEvents({ format: asked.format, redact: asked.redact, ...bounds(asked) }, setSoFar),
    onSuccess: save,
  });
  const size = sizeOf(asked.format, events);
  if (events <= 0) {
    return <Notice shape="unknown" level="p" title={text.countedNone} />;
  }
  return (
    <section className="panel ready" role="status">
      <p className="lead">{text.counted(events, size)}</p>
      <p>{text.event}</p>
      {make.error !== null && <Failure error={make.error} />}
      {make.isPending && (
        <p>
          <progress aria-label={text.progress} max={size} value={Math.min(soFar, size)} />
          {text.running(soFar)}
        </p>
      )}
      {make.data !== undefined && (
        <Notice shape="ok" title={text.doneTitle}>
          <p>{text.done(make.data.name, make.data.blob.size)}</p>
        </Notice>
      )}
      <Button aria-disabled={make.isPending} onClick={() => make.isPending || make.mutate()}>
        {text.go(text.short[asked.format])}
      </Button>
    </section>
  );
}

/** The one line that checks an export anywhere. */
export function Verify({ practice }: { practice: string }) {
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{text.verify}</h2>
      <p>{text.verifyBody}</p>
      <pre className="mono">{text.command(practice)}</pre>
      <p>
        <a href="/.well-known/jwks.json" download="jwks.json">
          {text.keys}
        </a>
      </p>
    </section>
  );
}
