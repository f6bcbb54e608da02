/** The events that were found, newest first, and one of them in full. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { eventsQuery, headsQuery, verificationQuery, type AuditEvent } from '../api/insight';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Person } from '../ui/Person';
import { Table } from '../ui/Table';
import { Time } from '../ui/Time';
import { auditWords } from '../words/audit';
import { pageOf, toQuery, type Typed } from './filter';

const text = auditWords.results;

const typeName = (type: string) => auditWords.types[type] ?? type;

/** The details of an event that name a person. */
const NAMES_PERSON = new Set(['assignee']);

export function Results({ typed }: { typed: Typed }) {
  const [address, setAddress] = useSearchParams();
  const query = useInfiniteQuery(eventsQuery(toQuery(typed)));
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever searched finds themselves at what was found; whoever opened a link to it, at the top of the page.
  const first = useRef(document.activeElement === document.body);
  useEffect(() => {
    if (!first.current) {
      heading.current?.focus();
    }
  }, []);
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  const open = events.find((event) => String(event.number) === address.get('event'));
  const show = (event?: AuditEvent) => {
    const next = new URLSearchParams(address);
    if (event === undefined) {
      next.delete('event');
    } else {
      next.set('event', String(event.number));
    }
    setAddress(next);
  };
  return (
    <section aria-labelledby="events" className="events">
      <h2 id="events" ref={heading} tabIndex={-1}>{text.title}</h2>
      <Loaded query={query} empty={() => (events.length === 0 ? <None /> : undefined)}>
        {() => (
          <>
            <p role="status">{text.count(events.length, query.hasNextPage)}</p>
            <EventTable events={events} onOpen={show} />
            <div className="actions">
              {query.hasNextPage && (
                <Button
                  kind="secondary"
                  aria-disabled={query.isFetchingNextPage}
                  onClick={() => query.isFetchingNextPage || void query.fetchNextPage()}
                >
                  {query.isFetchingNextPage ? text.searching : text.more}
                </Button>
              )}
              <Link to={`/audit/export?${new URLSearchParams({ from: typed.from, to: typed.to }).toString()}`}>{text.exportThese}</Link>
            </div>
          </>
        )}
      </Loaded>
      {open !== undefined && <EventDialog event={open} onClose={() => show()} />}
    </section>
  );
}

function None() {
  const first = useQuery(verificationQuery).data?.first ?? 1;
  const heads = useQuery(headsQuery).data;
  return (
    <Notice shape="unknown" level="p" title={text.none}>
      <p>{text.noneHint(first, heads?.at(-1)?.at)}</p>
    </Notice>
  );
}

function EventTable({ events, onOpen }: { events: readonly AuditEvent[]; onOpen: (event: AuditEvent) => void }) {
  return (
    <Table
      caption={text.title}
      hideCaption
      columns={[
        { id: 'number', head: text.number, cell: (event) => event.number },
        { id: 'at', head: text.at, cell: (event) => <Time at={event.at} /> },
        { id: 'what', head: text.what, cell: (event) => <strong>{typeName(event.type)}</strong> },
        { id: 'who', head: text.who, cell: (event) => <Person subject={event.actor} /> },
        { id: 'about', head: text.about, cell: (event) => <Target target={event.target} /> },
        { id: 'place', head: text.place, cell: (event) => event.destination },
        {
          id: 'open',
          head: <span className="hidden">{text.details}</span>,
          cell: (event) => (
            <Button kind="link" onClick={() => onOpen(event)}>
              {text.open} <span className="hidden">{text.openOf(event.number)}</span>
            </Button>
          ),
        },
      ]}
      rows={events}
      rowKey={(event) => String(event.number)}
    />
  );
}

function Target({ target }: { target: string }) {
  const page = pageOf(target);
  return page === undefined ? <span className="mono">{target}</span> : <Link className="mono" to={page}>{target}</Link>;
}

function EventDialog({ event, onClose }: { event: AuditEvent; onClose: () => void }) {
  const rows: [string, React.ReactNode][] = [
    [text.what, typeName(event.type)],
    [text.at, <Time key="at" at={event.at} />],
    [text.who, <Person key="who" subject={event.actor} />],
    [text.about, <Target key="about" target={event.target} />],
    ...(event.destination === undefined ? [] : [[text.place, event.destination] satisfies [string, React.ReactNode]]),
    ...Object.entries(event.detail)
      .filter(([, value]) => value !== '')
      .map(([name, value]): [string, React.ReactNode] => [name, NAMES_PERSON.has(name) ? <Person key={name} subject={value} /> : value]),
    [text.hash, <span key="hash" className="mono">{event.hash}</span>],
    [text.previous, <span key="previous" className="mono">{event.previous}</span>],
  ];
  return (
    <Dialog title={text.detailTitle(event.number)} onClose={onClose}>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
