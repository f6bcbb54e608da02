/** Legal holds: which are in force, a new one, and the lifting of one. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOutletContext } from 'react-router';
import { may } from '../app/Only';
import { holdsQuery, type Hold } from '../api/insight';
import type { Member } from '../api/types';
import { Button } from '../ui/Button';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Person, Naming } from '../ui/Person';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { auditWords } from '../words/audit';
import { AuditMenu } from './AuditMenu';
import { LiftHold, SetHold } from './HoldForms';

const text = auditWords.hold;

export function Holds() {
  const me = useOutletContext<Member>();
  const query = useQuery(holdsQuery);
  const [lifting, setLifting] = useState<string>();
  const [done, setDone] = useState('');
  const acts = may(me, ['compliance']);
  return (
    <Page title={text.title}>
      <AuditMenu />
      <p className="lead">{text.lead}</p>
      <p role="status">{done}</p>
      <Loaded query={query}>
        {(holds) => {
          const inForce = holds.filter((hold) => hold.liftedAt === undefined);
          const lifted = holds.find((hold) => hold.id === lifting);
          return (
            <>
              <Notice shape={inForce.length === 0 ? 'stopped' : 'ok'} level="p" title={inForce.length === 0 ? text.none : text.inForce(inForce.length)} />
              {holds.length > 0 && <HoldTable holds={holds} {...(acts ? { onLift: (hold: Hold) => setLifting(hold.id) } : {})} />}
              {lifted !== undefined && (
                <LiftHold
                  key={lifted.id}
                  hold={lifted}
                  onClose={() => setLifting(undefined)}
                  onDone={() => {
                    setLifting(undefined);
                    setDone(text.liftDone);
                  }}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {acts ? <SetHold onDone={() => setDone(text.setDone)} /> : <p className="quiet">{text.looksOnly}</p>}
    </Page>
  );
}

function HoldTable({ holds, onLift }: { holds: readonly Hold[]; onLift?: (hold: Hold) => void }) {
  return (
    <Table
      caption={text.list}
      columns={[
        { id: 'reason', head: text.reason, cell: (hold) => hold.reason },
        { id: 'by', head: text.by, cell: (hold) => <Person subject={hold.setBy} /> },
        { id: 'at', head: text.at, cell: (hold) => <Time at={hold.setAt} /> },
        {
          id: 'state',
          head: text.state,
          cell: (hold) =>
            hold.liftedAt === undefined ? (
              <Tag shape="ok">{text.holding}</Tag>
            ) : (
              <>
                <Tag shape="stopped">{text.lifted}</Tag>
                <br />
                <Time at={hold.liftedAt} />, <Naming who={[hold.liftedBy ?? '']} said={(who) => text.liftedBy(who, hold.liftedReason ?? '')} />
              </>
            ),
        },
        ...(onLift === undefined
          ? []
          : [
              {
                id: 'lift',
                head: <span className="hidden">{text.lift}</span>,
                cell: (hold: Hold) =>
                  hold.liftedAt === undefined && (
                    <Button kind="link" onClick={() => onLift(hold)}>
                      {text.lift} <span className="hidden">{text.liftOf(hold.reason)}</span>
                    </Button>
                  ),
              },
            ]),
      ]}
      rows={holds}
      rowKey={(hold) => hold.id}
    />
  );
}
