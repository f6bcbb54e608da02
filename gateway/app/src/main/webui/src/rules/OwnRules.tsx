/** The practice's own rules: what is in force, what waits for a second person, and every version. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useOutletContext } from 'react-router';
import { may } from '../app/Only';
import { rulesQuery, type RulesVersion } from '../api/insight';
import type { Member, Schemas } from '../api/types';
import { Failure } from '../ui/Failure';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Naming } from '../ui/Person';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { rulesWords as text } from '../words/rules';
import { changes } from './draft';
import { Changes, Contents } from './Contents';
import { Proposal } from './Proposal';
import { RulesMenu } from './RulesMenu';

export function OwnRules() {
  const me = useOutletContext<Member>();
  const query = useQuery(rulesQuery);
  const [done, setDone] = useState('');
  const [failure, setFailure] = useState<Error>();
  const finish = (said: string) => {
    setDone(said);
    setFailure(undefined);
  };
  const acts = may(me, ['practice-admin', 'compliance']);
  return (
    <Page title={text.title}>
      <RulesMenu />
      <p className="lead">{text.inForce.lead}</p>
      {!acts && <p className="quiet">{text.looksOnly}</p>}
      <p role="status">{done}</p>
      {failure !== undefined && <Failure error={failure} />}
      <Loaded query={query}>
        {(answer) => {
          const inForce = answer.versions.find((each) => each.number === answer.inForce);
          const waiting = answer.versions.filter((each) => each.state === 'PROPOSED');
          return (
            <>
              <InForce version={inForce} />
              {acts && (
                <p className="actions">
                  <Link className="button button-primary" to="/rules/try">
                    {text.tryOut}
                  </Link>
                  <Link to="/rules/propose">{text.form.title}</Link>
                </p>
              )}
              <section aria-labelledby="waiting">
                <h2 id="waiting">{text.waiting.title}</h2>
                {waiting.length === 0 && <p>{text.waiting.none}</p>}
                {waiting.map((each) => (
                  <Proposal key={each.number} proposed={each} inForce={inForce} me={me} acts={acts} onDone={finish} onFail={setFailure} />
                ))}
              </section>
              {answer.versions.length > 0 && <History answer={answer} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function InForce({ version }: { version: RulesVersion | undefined }) {
  return (
    <section aria-labelledby="in-force">
      <h2 id="in-force">{text.inForce.title}</h2>
      {version === undefined ? (
        <Notice shape="stopped" level="p" title={text.inForce.none} />
      ) : (
        <div className="panel in-force">
          <h3>{text.inForce.version(version.number)}</h3>
          <Contents rules={version} />
          <p className="quiet">
            <Naming who={[version.proposedBy, version.decidedBy ?? '']} said={text.inForce.by} /> {version.decidedAt !== undefined && <Time at={version.decidedAt} />}
          </p>
        </div>
      )}
    </section>
  );
}

function History({ answer: { versions, inForce } }: { answer: Schemas['VersionList'] }) {
  const before = (version: RulesVersion) =>
    versions.filter((each) => each.number < version.number && each.state === 'PUBLISHED').sort((one, other) => other.number - one.number)[0];
  return (
    <section aria-labelledby="history">
      <h2 id="history">{text.history.title}</h2>
      <Table
        caption={text.history.title}
        hideCaption
        columns={[
          { id: 'version', head: text.history.version, cell: (version) => version.number },
          { id: 'state', head: text.history.state, cell: (version) => <State version={version} inForce={version.number === inForce} /> },
          { id: 'changes', head: text.history.changes, cell: (version) => <Changes said={changes(before(version), version)} /> },
          { id: 'reason', head: text.history.reason, cell: (version) => version.reason },
          {
            id: 'who',
            head: text.history.who,
            cell: (version) => (
              <>
                <Naming
                  who={[version.proposedBy, version.decidedBy ?? '']}
                  said={version.decidedBy === undefined ? text.history.proposedBy : text.history.bothBy}
                />
              </>
            ),
          },
          { id: 'when', head: text.history.when, cell: (version) => <Time at={version.decidedAt ?? version.proposedAt} /> },
        ]}
        rows={versions}
        rowKey={(version) => String(version.number)}
      />
    </section>
  );
}

function State({ version, inForce }: { version: RulesVersion; inForce: boolean }) {
  const shape = inForce ? 'ok' : version.state === 'PROPOSED' ? 'waiting' : 'stopped';
  return <Tag shape={shape}>{text.history.states[inForce ? 'IN_FORCE' : version.state] ?? version.state}</Tag>;
}
