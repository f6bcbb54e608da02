/** The page of one transfer: has it arrived? It is an address, and it survives a reload and another device. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useOutletContext, useParams, useSearchParams } from 'react-router';
import { consentKindsQuery, transferQuery } from '../api/gateway';
import type { Member, Transfer } from '../api/types';
import { may } from '../app/Only';
import { endUpload, useKeptUpload, useUpload } from '../upload/uploads';
import type { UploadView } from '../upload/uploader';
import { sayProblem } from '../ui/Failure';
import { Icon, type Shape } from '../ui/Icon';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { words } from '../words';
import { CancelSend } from './CancelSend';
import { Details } from './Details';
import { HopBars } from './HopBars';
import { Needed } from './Needed';
import { Outcome } from './Outcome';
import { announcement, canCancel, describe, isEnded, type Progress, type Tone } from './progress';
import { Urgent, type UrgentStep } from './Urgent';
import { useTransfer } from './useTransfer';

export function TransferPage() {
  const { id = '' } = useParams();
  const query = useTransfer(id);
  if (query.data === undefined) {
    return (
      <Page title={words.transfer.title}>
        <Loaded query={query}>{() => null}</Loaded>
      </Page>
    );
  }
  return <Loaded query={query}>{(transfer) => <TransferView key={id} transfer={transfer} />}</Loaded>;
}

const URGENT: readonly string[] = ['emergency', 'emergency-reason'] satisfies UrgentStep[];

function TransferView({ transfer }: { transfer: Transfer }) {
  const { id } = transfer;
  const mayAct = may(useOutletContext<Member>(), ['clinician']);
  const [params, setParams] = useSearchParams();
  const kinds = useQuery(consentKindsQuery).data ?? [];
  const upload = useUpload(id);
  const progress = describe(transfer, upload, kinds);
  const looking = useKeptUpload(transfer, mayAct && progress.needs === 'file' && upload === undefined);
  const ended = isEnded(transfer.state);
  useEnd(id, ended, upload);

  const step = params.get('step') ?? '';
  const waits = transfer.state === 'HELD' || transfer.state === 'AWAITING_ACKNOWLEDGEMENT';
  const go = (next: UrgentStep | undefined) => setParams(next === undefined ? {} : { step: next });
  if (mayAct && waits && URGENT.includes(step)) {
    return <Urgent key={step} transfer={transfer} step={step as UrgentStep} onStep={go} />;
  }
  if (looking) {
    return (
      <Page title={words.transfer.title}>
        <p role="status" className="loading">
          {words.app.loading}
        </p>
      </Page>
    );
  }
  return (
    <Page title={words.transfer.title} heading={<Headline progress={progress} />}>
      {progress.sentence !== undefined && <p className="lead">{progress.sentence}</p>}
      <p className="hidden" role="status">
        {announcement(progress)}
      </p>
      <Stopped upload={upload} ended={ended} />
      {!ended && <HopBars hopIn={progress.hopIn} hopOut={progress.hopOut} destination={transfer.destinationName} />}
      {mayAct ? (
        <>
          <Needed transfer={transfer} needs={progress.needs} kinds={kinds} onUrgent={() => go('emergency')} />
          <Outcome transfer={transfer} />
        </>
      ) : (
        <Notice shape="stopped" title={words.transfer.onlyLooking}>
          <p>{words.transfer.onlyLookingBody}</p>
        </Notice>
      )}
      <Details transfer={transfer} mayObject={mayAct} />
      {mayAct && canCancel(transfer.state) && <CancelSend id={id} />}
    </Page>
  );
}

/** Forgets the file when the send is over, and asks why when the gateway ended the upload. */
function useEnd(id: string, ended: boolean, upload: UploadView | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (ended) {
      endUpload(id);
      void client.invalidateQueries({ queryKey: ['transfers'] });
    }
  }, [client, ended, id]);
  const stopped = upload?.phase === 'stopped';
  useEffect(() => {
    if (stopped) {
      void client.invalidateQueries({ queryKey: transferQuery(id).queryKey });
    }
  }, [client, stopped, id]);
}

function Stopped({ upload, ended }: { upload: UploadView | undefined; ended: boolean }) {
  if (upload?.phase !== 'stopped' || upload.problem === undefined || ended) {
    return null;
  }
  const said = sayProblem(upload.problem);
  return (
    <Notice shape="block" title={said.title}>
      <p>{said.hint}</p>
    </Notice>
  );
}

const SHAPES: Record<Tone, Shape | undefined> = {
  moving: undefined,
  waiting: 'waiting',
  ask: 'warn',
  good: 'ok',
  bad: 'block',
  neutral: 'stopped',
};

function Headline({ progress }: { progress: Progress }) {
  const shape = SHAPES[progress.tone];
  return shape === undefined ? (
    progress.headline
  ) : (
    <span className={`headline headline-${shape}`}>
      <Icon shape={shape} />
      <span>{progress.headline}</span>
    </span>
  );
}
