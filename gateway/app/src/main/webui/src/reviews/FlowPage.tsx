/** Where one send went, as a map that is made from its record, and the same as a table. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { API } from '../api/client';
import { transferQuery } from '../api/gateway';
import { decisionQuery, destinationEvidenceQuery, type KeptDecision } from '../api/reviews';
import type { Transfer } from '../api/types';
import { receiptCode } from '../transfer/progress';
import { Button } from '../ui/Button';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { Picture } from '../ui/Picture';
import { Table } from '../ui/Table';
import { flowWords as text } from '../words/flow';
import { flowOf, type Flow } from './flow';
import { narrow, wide } from './flowLayout';
import { FlowPicture } from './FlowPicture';

export function FlowPage() {
  const { transferId = '' } = useParams();
  const transfer = useQuery(transferQuery(transferId));
  return (
    <Page title={text.title}>
      <Loaded query={transfer}>{(data) => <Decided transfer={data} />}</Loaded>
    </Page>
  );
}

function Decided({ transfer }: { transfer: Transfer }) {
  const kept = useQuery(decisionQuery(transfer.decision.id ?? ''));
  return <Loaded query={kept}>{(data) => <Map transfer={transfer} kept={data} />}</Loaded>;
}

function Map({ transfer, kept }: { transfer: Transfer; kept: KeptDecision }) {
  const evidence = useQuery(destinationEvidenceQuery(transfer.destinationId));
  const flow = flowOf(transfer, kept, evidence.data?.identity);
  return (
    <>
      <p className="quiet">{text.made(receiptCode(transfer.id), transfer.createdAt)}</p>
      {evidence.isError && <p className="quiet">{text.evidenceNone}</p>}
      <Picture
        title={text.picture}
        sentence={flow.sentence}
        chart={
          <>
            <FlowPicture drawing={wide(flow)} name="wide" />
            <FlowPicture drawing={narrow(flow)} name="narrow" />
          </>
        }
        table={<Twin flow={flow} />}
      />
      <p className="actions">
        <Button kind="secondary" onClick={() => window.print()}>
          {text.print}
        </Button>
        <Link to={`/transfers/${transfer.id}`}>{text.back}</Link>
        {transfer.state === 'VERIFIED' && (
          <a href={`${API}/transfers/${transfer.id}/receipt`} download={`${transfer.id}.jws`}>
            {text.receipt}
          </a>
        )}
      </p>
    </>
  );
}

function Twin({ flow }: { flow: Flow }) {
  const columns = text.columns;
  return (
    <Table
      caption={text.caption}
      rows={flow.stops}
      rowKey={(stop) => stop.id}
      columns={[
        {
          id: 'step',
          head: columns.step,
          cell: (stop) => (
            <>
              {stop.title}
              {stop.lines.map((line) => (
                <span key={line} className="quiet case-more">
                  {line}
                </span>
              ))}
            </>
          ),
        },
        { id: 'place', head: columns.place, cell: (stop) => stop.place },
        { id: 'reads', head: columns.reads, cell: (stop) => stop.reads },
        { id: 'known', head: columns.known, cell: (stop) => stop.source },
      ]}
    />
  );
}
