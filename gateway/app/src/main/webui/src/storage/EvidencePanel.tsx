/** What is known about a destination, from whom, since when and in whose words; and what nobody has told. */
import { Link } from 'react-router';
import { askNow, useAct, type DestinationSettings, type Evidenced } from '../api/storage';
import { GATEWAY } from '../app/people';
import { Button } from '../ui/Button';
import { Failure } from '../ui/Failure';
import { Notice } from '../ui/Notice';
import { Naming } from '../ui/Person';
import { Time } from '../ui/Time';
import { storageWords } from '../words/storage';
import { Fact, LastProof, Place, Read, Until } from './EvidenceFacts';
import { plain, rows } from './facts';
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
          value={
            page.approved === undefined ? (
              text.notApproved
            ) : page.approved.approvedBy === GATEWAY ? (
              text.approvedFirst
            ) : (
              <Naming who={[page.approved.approvedBy]} said={text.approvedBy} />
            )
          }
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
