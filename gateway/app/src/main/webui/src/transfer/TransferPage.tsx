/** The page of one transfer: has it arrived? It is an address, and it survives a reload and another device. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { acknowledge, cancelTransfer, giveConsent, retryTransfer, transferQuery } from '../api/gateway';
import type { Transfer } from '../api/types';
import { AcknowledgementForm } from '../send/AcknowledgementForm';
import { ConsentForm } from '../send/ConsentForm';
import { uploads, useUpload } from '../upload/uploads';
import { Button } from '../ui/Button';
import { Failure, sayProblem } from '../ui/Failure';
import { Icon, type Shape } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { consentNeeded, toAcknowledge } from '../verdict/verdict';
import { words } from '../words';
import { bytes, dateAndTime, sentence } from '../words/format';
import { ContinueUpload } from './ContinueUpload';
import { HopBars } from './HopBars';
import {
  announcement,
  canCancel,
  describe,
  destinationName,
  howToFix,
  isEnded,
  placeOf,
  receiptCode,
  type Progress,
  type Tone,
} from './progress';
import { useTransfer } from './useTransfer';

export function TransferPage() {
  const { id = '' } = useParams();
  const query = useTransfer(id);
  if (query.data !== undefined) {
    return <TransferView key={id} transfer={query.data} />;
  }
  return (
    <Page title={words.transfer.title}>
      {query.isError ? (
        <Failure
          error={query.error}
          onRetry={() => {
            void query.refetch();
          }}
        />
      ) : (
        <p role="status" className="loading">
          {words.app.loading}
        </p>
      )}
    </Page>
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

function TransferView({ transfer }: { transfer: Transfer }) {
  const upload = useUpload(transfer.id);
  const progress = describe(transfer, upload);
  const client = useQueryClient();
  const ended = isEnded(transfer.state);

  useEffect(() => {
    if (ended) {
      uploads.halt(transfer.id);
      void client.invalidateQueries({ queryKey: ['transfers'] });
    }
  }, [client, ended, transfer.id]);

  // The gateway ended the upload: its reason stands in the transfer, ask for it at once.
  const stopped = upload?.phase === 'stopped';
  useEffect(() => {
    if (stopped) {
      void client.invalidateQueries({ queryKey: transferQuery(transfer.id).queryKey });
    }
  }, [client, stopped, transfer.id]);

  return (
    <Page title={words.transfer.title} heading={<Headline progress={progress} />}>
      {progress.sentence !== undefined && <p className="lead">{progress.sentence}</p>}
      <p className="hidden" role="status">
        {announcement(progress)}
      </p>
      {upload?.phase === 'stopped' && upload.problem !== undefined && !ended && (
        <Notice shape="block" title={sayProblem(upload.problem).title}>
          <p>{sayProblem(upload.problem).hint}</p>
        </Notice>
      )}
      {!ended && (
        <HopBars hopIn={progress.hopIn} hopOut={progress.hopOut} destination={destinationName(transfer)} />
      )}
      <Needed transfer={transfer} progress={progress} />
      <Outcome transfer={transfer} />
      <Details transfer={transfer} />
      {canCancel(transfer.state) && <Cancel id={transfer.id} />}
    </Page>
  );
}

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

/** Runs an action on the transfer and shows what the gateway then says. */
function useAction<T>(id: string, action: (input: T) => Promise<Transfer | undefined>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: action,
    onSuccess: async (transfer) => {
      const { queryKey } = transferQuery(id);
      if (transfer?.id === id) {
        client.setQueryData(queryKey, transfer);
      } else {
        await client.invalidateQueries({ queryKey });
      }
    },
  });
}

/** The one thing that the person has to do, if any. */
function Needed({ transfer, progress }: { transfer: Transfer; progress: Progress }) {
  const id = transfer.id;
  const reason = useAction(id, (said: Parameters<typeof acknowledge>[1]) => acknowledge(id, said));
  const consent = useAction(id, (said: Parameters<typeof giveConsent>[1]) => giveConsent(id, said));
  const retry = useAction(id, () => retryTransfer(id));
  const findings = transfer.decision?.findings ?? [];
  const kind = consentNeeded(findings);
  switch (progress.needs) {
    case 'nothing':
      return null;
    case 'file':
      return <ContinueUpload transfer={transfer} />;
    case 'acknowledgement':
      return (
        <>
          {reason.isError && <Failure error={reason.error} />}
          <ul>
            {toAcknowledge(findings).map((finding) => (
              <li key={finding.id}>{finding.text}</li>
            ))}
          </ul>
          <AcknowledgementForm
            submitLabel={words.acknowledgement.save}
            busy={reason.isPending}
            onSubmit={(said) =>
              reason.mutate({ findings: toAcknowledge(findings).map((finding) => finding.id), ...said })
            }
          />
        </>
      );
    case 'consent':
      return (
        <>
          {consent.isError && <Failure error={consent.error} />}
          {kind !== undefined && (
            <ConsentForm
              kind={kind}
              submitLabel={words.consent.save}
              busy={consent.isPending}
              onSubmit={(said) => consent.mutate(said)}
            />
          )}
        </>
      );
    case 'retry':
      return (
        <>
          <p>{sentence(transfer.failure?.hint)}</p>
          {retry.isError && <Failure error={retry.error} />}
          <Button aria-disabled={retry.isPending} onClick={() => retry.mutate(undefined)}>
            {words.transfer.retry}
          </Button>
        </>
      );
  }
}

/** What an ended transfer leaves to know or to do. */
function Outcome({ transfer }: { transfer: Transfer }) {
  if (!isEnded(transfer.state)) {
    return null;
  }
  const text = words.transfer;
  const stored = transfer.state === 'VERIFIED';
  const fix = transfer.state === 'REFUSED' ? howToFix(transfer) : undefined;
  return (
    <>
      {fix !== undefined && (
        <>
          <h2>{text.howToFix}</h2>
          <p>{fix}</p>
        </>
      )}
      {(stored || transfer.state === 'QUARANTINED') && (
        <div className="receipt">
          <p>
            {text.receipt} <strong className="receipt-code">{receiptCode(transfer.id)}</strong>
          </p>
          {stored && <p className="quiet">{text.receiptHint}</p>}
        </div>
      )}
      <p className="actions">
        <Link to="/" className="button button-secondary">
          {text.another}
        </Link>
        <Link to="/transfers">{text.allSends}</Link>
      </p>
    </>
  );
}

function Details({ transfer }: { transfer: Transfer }) {
  const text = words.transfer;
  const started = transfer.createdAt ?? transfer.decision?.decidedAt;
  return (
    <details className="details">
      <summary>{text.details}</summary>
      <dl className="facts">
        <div>
          <dt>{words.send.destination}</dt>
          <dd>{placeOf(transfer)}</dd>
        </div>
        <div>
          <dt>{text.size}</dt>
          <dd>{bytes(transfer.size)}</dd>
        </div>
        {started !== undefined && (
          <div>
            <dt>{text.started}</dt>
            <dd>{dateAndTime(started)}</dd>
          </div>
        )}
        <div>
          <dt>{text.receipt}</dt>
          <dd>{receiptCode(transfer.id)}</dd>
        </div>
      </dl>
    </details>
  );
}

function Cancel({ id }: { id: string }) {
  const [asking, setAsking] = useState(false);
  const cancel = useAction(id, async () => {
    uploads.halt(id);
    return cancelTransfer(id);
  });
  const text = words.transfer;
  if (!asking) {
    return (
      <p>
        <Button kind="link" onClick={() => setAsking(true)}>
          {text.cancel}
        </Button>
      </p>
    );
  }
  return (
    <section className="ask" aria-labelledby="cancel-ask">
      <h2 id="cancel-ask">{text.cancelAsk}</h2>
      <p>{text.cancelBody}</p>
      {cancel.isError && <Failure error={cancel.error} />}
      <p className="actions">
        <Button kind="danger" aria-disabled={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {text.cancelYes}
        </Button>
        <Button kind="secondary" onClick={() => setAsking(false)}>
          {text.cancelNo}
        </Button>
      </p>
    </section>
  );
}
