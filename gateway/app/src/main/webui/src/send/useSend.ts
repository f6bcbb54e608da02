/** Declares the file, hands over what the person said about the verdict, and starts the upload. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { newIdempotencyKey } from '../api/client';
import { acknowledge, createTransfer, giveConsent, transferQuery } from '../api/gateway';
import type { Consent, Destination, NewTransfer, Transfer } from '../api/types';
import { toAcknowledge } from '../verdict/verdict';
import { uploads } from '../upload/uploads';
import type { Reason } from './AcknowledgementForm';

export interface Order {
  destination: Destination;
  file: File;
  digest: () => Promise<string>;
  patient: NewTransfer['patient'];
  reason?: Reason;
  consent?: Consent;
}

export function useSend() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = useRef({ body: '', value: '' });

  /** The same order sent twice (a lost answer, a second tap) has the same key, another order another one. */
  const keyFor = (body: NewTransfer): string => {
    const text = JSON.stringify(body);
    if (key.current.body !== text) {
      key.current = { body: text, value: newIdempotencyKey() };
    }
    return key.current.value;
  };

  return useMutation({
    mutationFn: async (order: Order): Promise<Transfer> => {
      const body: NewTransfer = {
        destinationId: order.destination.id,
        size: order.file.size,
        sha256: await order.digest(),
        patient: order.patient,
        clientName: order.file.name,
      };
      const transfer = await createTransfer(body, keyFor(body));
      // First the answer, then the bytes: a small file is whole at once, and its last step must not meet the answer's.
      await sayWhatWasAnswered(transfer, order);
      if (transfer.uploadUrl !== undefined) {
        uploads.start(transfer.id, transfer.uploadUrl, order.file, transfer.received);
      }
      return transfer;
    },
    onSuccess: (transfer) => {
      client.setQueryData(transferQuery(transfer.id).queryKey, transfer);
      void client.invalidateQueries({ queryKey: ['transfers'] });
      void navigate(`/transfers/${transfer.id}`);
    },
  });
}

/**
 * Hands over the reason or the consent. Only findings that the person saw in the chooser are acknowledged: a finding
 * that came up since makes the gateway ask again. A failed call is no failure of the send: the gateway keeps the file
 * back, and the progress page asks for the same answer.
 */
async function sayWhatWasAnswered(transfer: Transfer, order: Order): Promise<void> {
  const seen = new Set(toAcknowledge(order.destination.verdict.findings).map((finding) => finding.id));
  const current = toAcknowledge(transfer.decision?.findings ?? order.destination.verdict.findings);
  const takenOn = current.map((finding) => finding.id).filter((id) => seen.has(id));
  const calls = [
    ...(order.reason === undefined || takenOn.length === 0
      ? []
      : [acknowledge(transfer.id, { findings: takenOn, ...order.reason })]),
    ...(order.consent === undefined ? [] : [giveConsent(transfer.id, order.consent)]),
  ];
  await Promise.allSettled(calls);
}
