/** What is known about a destination, from whom, since when and in whose words; and what nobody has told. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  askNow,
  calendarQuery,
  proofsQuery,
  useAct,
  type DestinationSettings,
  type Evidenced,
} from '../api/storage';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { date } from '../words/format';
import { storageWords } from '../words/storage';
import { accepts, endName, firstEnd, plain, rows, type Row } from './facts';
import { Told, useRights } from './parts';
import { RawAnswers } from './RawAnswers';

const text = storageWords.evidence;

export function EvidencePanel({ page, settings }: { page: Evidenced; settings: DestinationSettings }) {
  const newest = page.answers[0];
  return (
    <section className="panel" aria-labelledby="evidence">
      <h2 id="evidence">{text.title}</h2>
      <CheckNow id={settings.id} name={settings.name} />
      {changed(page) && (
        <Notice shape="warn" level="p" title={text.changed}>
          <p>{text.changedBody}</p>
          <p>
            <Link to={`/storage/${settings.id}/steps/approve`}>{storageWords.approve.title}</Link>
          </p>
        </Notice>
      )}
      <dl className="evidence">
        <Fact label={text.owner} value={page.identity?.owner ?? text.notTold}>
          {newest === undefined ? text.never : <Read at={newest.observedAt} />}
        </Fact>
        <Fact label={text.organisation} value={page.identity?.organisation ?? text.notTold}>
          {page.identity === undefined ? null : `${text.kind}: ${text.kinds[page.identity.account] ?? page.identity.account}`}
        </Fact>
        {rows(page).map((row) => (
          <Place key={row.aspect} row={row} readAt={newest?.observedAt} />
        ))}
        <Fact
          label={text.approved}
          value={page.approved === undefined ? text.notApproved : text.approvedBy(page.approved.approvedBy)}
        >
          {page.approved === undefined ? null : <Time at={page.approved.approvedAt} />}
        </Fact>
        <LastProof id={settings.id} />
        <Until settings={settings} />
        <Fact
          label={text.papers}
          value={[...page.papers.map((paper) => paper.kind), ...page.attestations.map((each) => text.aspects[each.about] ?? each.about)].join(', ') || text.none}
        />
      </dl>
      {page.verdict.findings.length > 0 && (
        <details className="details">
          <summary>{text.verdict}</summary>
          <ul className="rules">
            {page.verdict.findings.map((finding) => (
              <li key={finding.id}>
                {finding.text} <span className="quiet">{finding.id}</span>
                <p className="quiet">{plain(finding.fix)}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {newest !== undefined && <RawAnswers calls={newest.calls} />}
    </section>
  );
}

function changed(page: Evidenced): boolean {
  const { identity, approved } = page;
  return identity !== undefined && approved !== undefined && (
    identity.owner !== approved.identity.owner ||
    identity.organisation !== approved.identity.organisation ||
    identity.place !== approved.identity.place
  );
}

/** Asks the provider; the panel fills up with what it answers. */
export function CheckNow({ id, name }: { id: string; name: string }) {
  const { admin } = useRights();
  const check = useAct(() => askNow(id));
  if (!admin) {
    return null;
  }
  return (
    <>
      <Button kind="secondary" aria-disabled={check.isPending} onClick={() => check.isPending || check.mutate(undefined)}>
        {check.isPending ? text.asking : text.ask}
      </Button>
      <Told>{check.isSuccess ? text.asked(name) : undefined}</Told>
      {check.error !== null && <Failure error={check.error} />}
    </>
  );
}

function Fact({ label, value, children }: { label: string; value: React.ReactNode; children?: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong>
        {children !== undefined && children !== null && <span className="quiet">{children}</span>}
      </dd>
    </div>
  );
}

function Read({ at }: { at: string }) {
  return (
    <>
      {text.readAt}, <Time at={at} />
    </>
  );
}

function Place({ row, readAt }: { row: Row; readAt: string | undefined }) {
  const { proof } = row;
  const several = proof === undefined ? undefined : accepts(proof.places);
  const value = row.known ? row.value : <Tag shape="unknown">{row.value}</Tag>;
  if (proof === undefined) {
    return <Fact label={row.label} value={value} />;
  }
  return (
    <Fact label={row.label} value={value}>
      {proof.grade === 'TENANT_MEASURED' && readAt !== undefined ? (
        <Read at={readAt} />
      ) : (
        text.by(text.grades[proof.grade] ?? proof.grade, proof.observedOn)
      )}
      {several !== undefined && <span className="line">{several}</span>}
      {proof.rawLabel !== '' && <span className="line">{text.raw(proof.rawLabel)}</span>}
      {proof.rawLabel === '' && <span className="line">{text.from(proof.source)}</span>}
      {proof.validUntil !== undefined && <span className="line">{text.until(proof.validUntil)}</span>}
    </Fact>
  );
}

function LastProof({ id }: { id: string }) {
  const newest = useQuery(proofsQuery(id)).data?.[0];
  const words = storageWords.proof;
  const done = newest?.proven === true ? words.passed : words.failed(words.acts[newest?.failedAt ?? ''] ?? '');
  return (
    <Fact label={storageWords.lastProof} value={newest === undefined ? storageWords.noProof : <Tag shape={newest.proven ? 'ok' : 'block'}>{done}</Tag>}>
      {newest === undefined ? null : <Time at={newest.endedAt} />}
    </Fact>
  );
}

function Until({ settings }: { settings: DestinationSettings }) {
  const calendar = useQuery(calendarQuery);
  const end = calendar.data === undefined ? undefined : firstEnd(calendar.data, settings.id, settings.connection);
  return end === undefined ? null : (
    <Fact label={text.validUntil} value={date(end.on)}>
      {endName(end)}
    </Fact>
  );
}
