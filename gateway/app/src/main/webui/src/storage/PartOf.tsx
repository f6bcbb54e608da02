/** The frame of a destination's parts: its papers, its proofs, who may use it. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { settingsQuery, type DestinationSettings } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { storageWords as text } from '../words/storage';
import { Back, useRights } from './parts';

/** The page of a part of a destination, under its name. */
export function PartOf({ title, children }: { title: string; children: (settings: DestinationSettings) => ReactNode }) {
  const { id = '' } = useParams();
  const settings = useQuery(settingsQuery(id));
  return (
    <>
      <Back to={`/storage/${id}`} name={settings.data?.name} />
      <Page title={title}>
        {settings.data !== undefined && <p className="quiet">{settings.data.name}</p>}
        <Loaded query={settings}>{children}</Loaded>
      </Page>
    </>
  );
}

/** Why a form of the set-up is closed, if it is; said in words in its place. */
export function Closed({ settings, what }: { settings: { declaredIn: 'FILE' | 'API' }; what: string }) {
  const { admin } = useRights();
  if (!admin) {
    return <p className="quiet">{text.lookOnly(what)}</p>;
  }
  return settings.declaredIn === 'FILE' ? <Notice shape="stopped" level="p" title={text.inFile} /> : null;
}
