/** Checks an exported file in the browser: nothing of it leaves. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOutletContext } from 'react-router';
import type { Member } from '../api/types';
import { FilePicker } from '../ui/FilePicker';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { list } from '../words/format';
import { auditWords } from '../words/audit';
import { AuditMenu } from './AuditMenu';
import { Broken, checkFile, type Holds } from './chain';
import { Verify } from './Export';

const text = auditWords.checker;

export function Checker() {
  const me = useOutletContext<Member>();
  const [file, setFile] = useState<File>();
  const [lines, setLines] = useState(0);
  const check = useMutation({ mutationFn: (chosen: File) => checkFile(chosen, setLines) });
  return (
    <Page title={text.title}>
      <AuditMenu />
      <p className="lead">{text.lead}</p>
      <FilePicker
        id="exported"
        label={text.file}
        hint={text.fileHint}
        file={file}
        onChoose={(chosen) => {
          setFile(chosen);
          setLines(0);
          if (chosen === undefined) {
            check.reset();
          } else {
            check.mutate(chosen);
          }
        }}
      />
      <div role="status">
        {check.isPending && <p>{text.checking(lines)}</p>}
        {check.data !== undefined && <Good holds={check.data} />}
        {check.error !== null && <Bad error={check.error} />}
      </div>
      <Verify practice={check.data?.header.practice ?? me.practice.id} />
    </Page>
  );
}

function Good({ holds: { header, hash, heads, signedUpTo } }: { holds: Holds }) {
  if (header.last < header.first) {
    return <Notice shape="unknown" title={text.empty(header.practice)} />;
  }
  return (
    <Notice shape="ok" title={text.good(header.first, header.last, header.practice)}>
      <p>{header.first === 1 ? text.fromStart : text.fromLater(header.first)}</p>
      <p>{text.heads(heads, signedUpTo)}</p>
      {header.withheld.length > 0 && <p>{text.withheld(list(header.withheld.map(partName)))}</p>}
      <p>
        {text.fingerprint} <span className="mono">{hash}</span>
      </p>
      <p className="quiet">{text.signatures}</p>
    </Notice>
  );
}

const partName = (part: string) => (auditWords.export.redacts as Record<string, string>)[part] ?? part;

function Bad({ error }: { error: Error }) {
  return (
    <Notice shape="block" title={text.bad}>
      <p>{error instanceof Broken ? text.line(error.line, error.message) : text.unreadableFile}</p>
    </Notice>
  );
}
