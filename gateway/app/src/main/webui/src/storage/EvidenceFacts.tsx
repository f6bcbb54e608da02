/** The facts of the evidence panel, each with its source and its age. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { calendarQuery, proofsQuery, type DestinationSettings } from '../api/storage';
import { Tag } from '../ui/Tag';
import { Time } from '../ui/Time';
import { date } from '../words/format';
import { storageWords } from '../words/storage';
import { accepts, endName, firstEnd, type Row } from './facts';

const text = storageWords.evidence;

export function Fact({ label, value, children }: { label: string; value: ReactNode; children?: ReactNode }) {
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

export function Read({ at }: { at: string }) {
  return (
    <>
      {text.readAt}, <Time at={at} />
    </>
  );
}

export function Place({ row, readAt }: { row: Row; readAt: string | undefined }) {
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

export function LastProof({ id }: { id: string }) {
  const newest = useQuery(proofsQuery(id)).data?.[0];
  const words = storageWords.proof;
  const done = newest?.proven === true ? words.passed : words.failed(words.acts[newest?.failedAt ?? ''] ?? '');
  return (
    <Fact label={storageWords.lastProof} value={newest === undefined ? storageWords.noProof : <Tag shape={newest.proven ? 'ok' : 'block'}>{done}</Tag>}>
      {newest === undefined ? null : <Time at={newest.endedAt} />}
    </Fact>
  );
}

export function Until({ settings }: { settings: DestinationSettings }) {
  const calendar = useQuery(calendarQuery);
  const end = calendar.data === undefined ? undefined : firstEnd(calendar.data, settings.id, settings.connection);
  return end === undefined ? null : (
    <Fact label={text.validUntil} value={date(end.on)}>
      {endName(end)}
    </Fact>
  );
}
