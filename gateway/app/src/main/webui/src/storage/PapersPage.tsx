/** The papers and attestations of a destination, and putting one more there. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { attachmentUrl, evidenceQuery, type DestinationSettings, type Evidenced } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Naming } from '../ui/Person';
import { Table } from '../ui/Table';
import { date, placeList } from '../words/format';
import { storageWords } from '../words/storage';
import { AttestationForm } from './AttestationForm';
import { PartOf } from './PartOf';
import { PaperForm } from './PaperForm';
import { useRights } from './parts';
import { Withdraw } from './Withdraw';

const text = storageWords.papers;
type Paper = Evidenced['papers'][number];
type Attestation = Evidenced['attestations'][number];

export function PapersPage() {
  return <PartOf title={text.title}>{(settings) => <OnFile settings={settings} />}</PartOf>;
}

function OnFile({ settings }: { settings: DestinationSettings }) {
  const evidence = useQuery(evidenceQuery(settings.id));
  return (
    <Loaded query={evidence}>
      {(page) => (
        <>
          <p className="lead">{text.lead(page.papers.length, page.attestations.length)}</p>
          <h2>{text.papers}</h2>
          {page.papers.length === 0 ? <p>{text.noPapers}</p> : <Papers id={settings.id} papers={page.papers} />}
          <h2>{text.attestations}</h2>
          {page.attestations.length === 0 ? (
            <p>{text.noAttestations}</p>
          ) : (
            <Attestations id={settings.id} attestations={page.attestations} />
          )}
          <Add settings={settings} />
        </>
      )}
    </Loaded>
  );
}

/** One form at a time, named in the address. */
function Add({ settings }: { settings: DestinationSettings }) {
  const [params] = useSearchParams();
  const { admin, stops: mayFile } = useRights();
  const add = params.get('add');
  if (!mayFile) {
    return <p className="quiet">{storageWords.readOnly}</p>;
  }
  return (
    <>
      <p className="actions">
        {add !== 'paper' && <Link className="button button-secondary" to="?add=paper">{text.add}</Link>}
        {admin && add !== 'attestation' && <Link className="button button-secondary" to="?add=attestation">{storageWords.attest.add}</Link>}
      </p>
      {add === 'paper' && (
        <>
          <h2>{text.add}</h2>
          <PaperForm id={settings.id} plan={settings.plan} />
        </>
      )}
      {add === 'attestation' && (
        <>
          <h2>{storageWords.attest.add}</h2>
          <AttestationForm id={settings.id} />
        </>
      )}
    </>
  );
}

function Filed({ by, at }: { by: string; at: string }) {
  return <Naming who={[by]} said={(who) => text.filedBy(who, at)} />;
}

function Papers({ id, papers }: { id: string; papers: readonly Paper[] }) {
  const { stops: mayWithdraw } = useRights();
  return (
    <Table
      caption={text.papers}
      hideCaption
      columns={[
        { id: 'kind', head: text.kind, cell: (paper) => paper.kind },
        { id: 'sort', head: text.sort, cell: (paper) => text.sorts[paper.sort] ?? paper.sort },
        { id: 'plan', head: text.plan, cell: (paper) => paper.plan ?? text.anyPlan },
        { id: 'signed', head: text.signed, cell: (paper) => (paper.signedOn === undefined ? '–' : date(paper.signedOn)) },
        { id: 'expires', head: text.expires, cell: (paper) => (paper.expiresOn === undefined ? text.open : date(paper.expiresOn)) },
        { id: 'reference', head: text.reference, cell: (paper) => paper.reference ?? '–' },
        {
          id: 'filed',
          head: text.filed,
          cell: (paper) =>
            paper.filedBy === undefined || paper.filedAt === undefined ? text.inSetUp : <Filed by={paper.filedBy} at={paper.filedAt} />,
        },
        {
          id: 'withdraw',
          head: <span className="hidden">{text.withdraw}</span>,
          cell: (paper) => paper.id !== undefined && mayWithdraw && <Withdraw id={id} paper={paper.id} name={paper.kind} />,
        },
      ]}
      rows={papers}
      rowKey={(paper) => paper.id ?? `${paper.sort} ${paper.kind} ${paper.plan ?? ''}`}
    />
  );
}

function Attestations({ id, attestations }: { id: string; attestations: readonly Attestation[] }) {
  const { stops: mayWithdraw } = useRights();
  const words = storageWords.attest;
  const about = (each: Attestation) => storageWords.evidence.aspects[each.about] ?? each.about;
  return (
    <Table
      caption={words.table}
      hideCaption
      columns={[
        { id: 'about', head: words.aboutHead, cell: about },
        { id: 'places', head: words.places, cell: (each) => placeList(each.places) },
        { id: 'looked', head: words.looked, cell: (each) => date(each.lookedOn) },
        { id: 'until', head: words.until, cell: (each) => (each.validUntil === undefined ? text.open : date(each.validUntil)) },
        { id: 'source', head: words.source, cell: (each) => each.source },
        { id: 'by', head: words.by, cell: (each) => <Filed by={each.attestedBy} at={each.attestedAt} /> },
        {
          id: 'picture',
          head: words.open,
          cell: (each) => (
            <a href={attachmentUrl(id, each.id)} download={each.id} aria-label={words.download(about(each))}>
              {words.open}
            </a>
          ),
        },
        {
          id: 'withdraw',
          head: <span className="hidden">{text.withdraw}</span>,
          cell: (each) => mayWithdraw && <Withdraw id={id} paper={each.id} name={about(each)} />,
        },
      ]}
      rows={attestations}
      rowKey={(each) => each.id}
    />
  );
}
