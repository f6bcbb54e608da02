/** Declares the file, hands over what the person said about the verdict, and starts the upload. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { newIdempotencyKey } from '../api/client';
import { acknowledge, createTransfer, giveConsent, latestTransfers, transferQuery } from '../api/gateway';
import type { Consent, Destination, NewTransfer, Transfer } from '../api/types';
import { toAcknowledge } from '../verdict/verdict';
import { beginUpload } from '../upload/uploads';
import type { Reason } from './AcknowledgementForm';
import { sameSend } from './steps';

/** What the person said on the way. */
export interface Said {
  reason?: Reason;
  consent?: Consent;
  /** Why patient care cannot wait. */
  emergency?: string;
  /** Called once the gateway has taken it. */
  taken?: () => void;
}

export interface Order extends Said {
  destination: Destination;
  file: File;
  digest: () => Promise<string>;
  patient: NewTransfer['patient'];
}

/** The same bytes went to the same place before: there is a page for that already, and no second copy is made. */
export class AlreadySentError extends Error {
  readonly earlier: Transfer;
  readonly at = Date.now();

  constructor(earlier: Transfer) {
    super(`already sent as ${earlier.id}`);
    this.name = 'AlreadySentError';
    this.earlier = earlier;
  }
}

export function useSend() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = useRef({ body: '', value: '' });

  return useMutation({
    mutationFn: async (order: Order): Promise<Transfer> => {
      // The file's name stays here: names have told who a patient is.
      const body: NewTransfer = {
        destinationId: order.destination.id,
        size: order.file.size,
        sha256: await order.digest(),
        patient: order.patient,
        ...(order.emergency === undefined ? {} : { emergency: { reason: order.emergency } }),
      };
      // The same order sent twice (a lost answer, a second tap) has the same key, another order another one.
      const text = JSON.stringify(body);
      if (key.current.body !== text) {
        await requireNew(body);
        key.current = { body: text, value: newIdempotencyKey() };
      }
      const transfer = await createTransfer(body, key.current.value);
      // First the answer, then the bytes: a small file is whole at once, and its last step must not meet the answer's.
      await sayWhatWasAnswered(transfer, order);
      beginUpload(transfer, order.file);
      order.taken?.();
      return transfer;
    },
    onSuccess: (transfer) => {
      client.setQueryData(transferQuery(transfer.id).queryKey, transfer);
      void client.invalidateQueries({ queryKey: ['transfers'] });
      void navigate(`/transfers/${transfer.id}`);
    },
  });
}

async function requireNew(body: NewTransfer): Promise<void> {
  const earlier = sameSend(await latestTransfers(), body.destinationId ?? '', body.sha256 ?? '');
  if (earlier !== undefined) {
    throw new AlreadySentError(earlier);
  }
}

/**
 * Hands over the reason or the consent. Only findings that the person saw in the chooser are acknowledged: a finding
 * that came up since makes the gateway ask again. A failed call is no failure of the send: the gateway keeps the file
 * back, and the progress page asks for the same answer.
 */
async function sayWhatWasAnswered(transfer: Transfer, order: Order): Promise<void> {
  const seen = new Set(toAcknowledge(order.destination.verdict.findings).map((finding) => finding.id));
  const takenOn = toAcknowledge(transfer.decision.findings)
    .map((finding) => finding.id)
    .filter((id) => seen.has(id));
  const calls = [
    ...(order.reason === undefined || takenOn.length === 0
      ? []
      : [acknowledge(transfer.id, { findings: takenOn, ...order.reason })]),
    ...(order.consent === undefined ? [] : [giveConsent(transfer.id, order.consent)]),
  ];
  await Promise.allSettled(calls);
}
