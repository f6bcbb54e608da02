/** The rules that every send is judged by: versions and fingerprints, the rules by law, the kinds of consent. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { jurisdictionsQuery } from '../api/gateway';
import { consentKindsQuery, policyQuery } from '../api/insight';
import type { Schemas } from '../api/types';
import { Field } from '../ui/Fields';
import type { Shape } from '../ui/Icon';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { date, placeList } from '../words/format';
import { rulesWords } from '../words/rules';
import { RulesMenu } from './RulesMenu';

const text = rulesWords.lawInForce;

/** The law of a rule that holds in every place. */
const EVERYWHERE = '*';

const SHAPES: Record<string, Shape> = { ALLOW: 'ok', NOTICE: 'ok', WARN: 'warn', HOLD: 'waiting', BLOCK: 'block' };

export function LawInForce() {
  const policy = useQuery(policyQuery);
  return (
    <Page title={text.title}>
      <RulesMenu />
      <p className="lead">{text.lead}</p>
      <Loaded query={policy}>
        {(answer) => (
          <>
            <Versions policy={answer} />
            <Refused refused={answer.refused} />
            <RuleTable rules={answer.rules} />
          </>
        )}
      </Loaded>
      <Consents />
    </Page>
  );
}

function Versions({ policy }: { policy: Schemas['PolicyView'] }) {
  const facts: [string, React.ReactNode][] = [
    [text.version, policy.version],
    [text.asOf, date(policy.asOf)],
    [text.digest, <span key="digest" className="mono">{policy.digest}</span>],
    [text.claims, policy.claims],
    [text.gateway, policy.gatewayPlaces.length === 0 ? text.gatewayUnknown : placeList(policy.gatewayPlaces)],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Refused({ refused }: { refused: Schemas['PolicyView']['refused'] }) {
  return refused.length === 0 ? null : (
    <Notice shape="warn" title={text.refused}>
      <p>{text.refusedBody}</p>
      <ul>
        {refused.map((each) => (
          <li key={each.what}>
            {each.what}, <Time at={each.at} />
            <ul>
              {each.problems.map((problem) => (
                <li key={`${problem.file}${problem.place}${problem.reason}`}>
                  {problem.file} {text.problem(problem.place, problem.reason)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function RuleTable({ rules }: { rules: Schemas['PolicyView']['rules'] }) {
  const [address, setAddress] = useSearchParams();
  const jurisdictions = useQuery(jurisdictionsQuery);
  const law = address.get('law') ?? '';
  const shown = rules.filter((rule) => law === '' || rule.jurisdiction === law);
  const nameOf = (id: string) =>
    id === EVERYWHERE ? text.everywhere : (jurisdictions.data?.find((each) => each.id === id)?.name ?? id);
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{text.rules}</h2>
      <Field id="law" label={text.place}>
        <select id="law" value={law} onChange={(event) => setAddress(event.target.value === '' ? {} : { law: event.target.value })}>
          <option value="">{text.all}</option>
          {[...new Set(rules.map((rule) => rule.jurisdiction))].sort().map((each) => (
            <option key={each} value={each}>
              {nameOf(each)}
            </option>
          ))}
        </select>
      </Field>
      <p role="status">{text.count(shown.length)}</p>
      <Table
        caption={text.rules}
        hideCaption
        columns={[
          { id: 'rule', head: text.rule, cell: (rule) => <span className="mono">{rule.id}</span> },
          { id: 'place', head: text.place, cell: (rule) => nameOf(rule.jurisdiction) },
          { id: 'text', head: text.text, cell: (rule) => rule.text },
          {
            id: 'weight',
            head: text.weight,
            cell: (rule) => <Tag shape={SHAPES[rule.severity] ?? 'unknown'}>{text.severities[rule.severity] ?? rule.severity}</Tag>,
          },
        ]}
        rows={shown}
        rowKey={(rule) => rule.id}
      />
    </section>
  );
}

function Consents() {
  const kinds = useQuery(consentKindsQuery);
  const say = (kind: Schemas['KindView'], statement: string) =>
    `${text.statements[statement] ?? statement}${kind.statutory.includes(statement) ? ` (${text.statutory})` : ''}`;
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">{text.consents}</h2>
      <p>{text.consentsBody}</p>
      <Loaded query={kinds}>
        {(all) => (
          <Table
            caption={text.consents}
            hideCaption
            columns={[
              { id: 'kind', head: text.kind, cell: (kind) => <span className="mono">{kind.id}</span> },
              { id: 'law', head: text.law, cell: (kind) => kind.law },
              {
                id: 'must',
                head: text.must,
                cell: (kind) => (
                  <ul className="changes">
                    {kind.statements.map((statement) => (
                      <li key={statement}>{say(kind, statement)}</li>
                    ))}
                  </ul>
                ),
              },
            ]}
            rows={all}
            rowKey={(kind) => kind.id}
          />
        )}
      </Loaded>
    </section>
  );
}
