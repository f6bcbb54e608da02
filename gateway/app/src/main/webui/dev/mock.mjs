/**
 * A stand-in for the gateway while the screens are built: the calls of the contract, in memory, with made-up data.
 * `npm run mock` serves it on port 8099 for `npm run dev`; the screenshot script starts it with the built files and
 * the content security policy of production. Never shipped.
 */
import { createServer } from 'node:http';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export const CSP =
  "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const now = () => new Date().toISOString();
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();

const evidence = (aspect, places, grade = 'TENANT_MEASURED') => ({
  aspect, places, grade, ageDays: 0, source: 'https://provider.example/where', observedOn: now().slice(0, 10), rawLabel: '',
});

const finding = (id, severity, text, fix, remedies = []) => ({
  id, severity, jurisdiction: 'AU', text, fix, remedies, sources: ['https://regulator.example/app8'],
});

const USE = finding(
  'AU-APP8-USE', 'WARN',
  'File details are kept in the United States. Your practice answers for what happens there.',
  'Use a place that keeps everything in Australia.');
const NO_CONTRACT = finding(
  'AU-APP8-NO-CONTRACT', 'HOLD',
  'Files go overseas and no contract is on file.',
  'Put the contract on file, or record the patient’s OK.', ['CONTRACT', 'CONSENT']);
const ABROAD = finding('AU-LOCAL-ONLY', 'BLOCK', 'Your practice keeps files in Australia only.', 'Choose another place.');

const destination = (id, name, provider, verdict, rest = {}) => ({
  id, name, provider, available: true, ...rest,
  verdict: { checkedAt: minutesAgo(2), holds: [], findings: [], evidence: [], ...verdict },
});

const DESTINATIONS = [
  destination('dst_onedrive', 'OneDrive', 'onedrive', {
    word: 'ok', outcome: 'ALLOW', headline: 'Stays in Australia',
    evidence: [evidence('CONTENT', ['AU']), evidence('METADATA', ['AU']), evidence('SUPPORT', ['AU', 'IN'], 'VENDOR_DOC')],
  }, { preselected: true }),
  destination('dst_box', 'Box – practice folder', 'box', {
    word: 'unknown', outcome: 'NOTICE', headline: 'We can’t tell where this is kept', evidence: [evidence('CONTENT', ['ZZ'], 'UNKNOWN')],
  }),
  destination('dst_dropbox', 'Dropbox', 'dropbox', {
    word: 'warn', outcome: 'WARN', headline: 'May leave Australia', sentence: 'File details are kept in the United States.',
    findings: [USE], evidence: [evidence('CONTENT', ['AU'], 'VENDOR_DOC'), evidence('METADATA', ['US'], 'VENDOR_DOC')],
  }),
  destination('dst_clinic', 'Research share', 'dropbox', {
    word: 'warn', outcome: 'HOLD', headline: 'Leaves Australia', sentence: 'Files go overseas and no contract is on file.',
    holds: ['CONTRACT', 'CONSENT'], findings: [NO_CONTRACT], evidence: [evidence('CONTENT', ['US'], 'VENDOR_DOC')],
  }),
  destination('dst_drive', 'Google Drive', 'google-drive', {
    word: 'block', outcome: 'BLOCK', headline: 'Leaves Australia – not allowed here',
    findings: [ABROAD], evidence: [evidence('CONTENT', ['US'], 'VENDOR_DOC')],
  }),
  destination('dst_old', 'Box – old account', 'box', { word: 'waiting', outcome: 'ALLOW' }, {
    available: false, unavailableReason: 'Box needs reconnecting – the practice manager has been told',
  }),
];

const JURISDICTIONS = [
  { id: 'AU-NSW', name: 'New South Wales, Australia', parent: 'AU' },
  { id: 'AU-QLD', name: 'Queensland, Australia', parent: 'AU' },
  { id: 'AU-VIC', name: 'Victoria, Australia', parent: 'AU' },
  { id: 'NZ', name: 'New Zealand' },
  { id: 'GB', name: 'United Kingdom' },
];

const decisionOf = ({ verdict }) => ({
  id: 'dec_1', outcome: verdict.outcome, holds: verdict.holds, rulebook: 'sha256:0', decidedAt: now(),
  findings: verdict.findings, evidence: verdict.evidence,
});

/** Starts the stand-in; `webRoot` also serves the built files. `delayMs` slows each uploaded chunk and each step. */
export function startMock({ port = 0, webRoot, delayMs = 400 } = {}) {
  const transfers = new Map();
  const watchers = new Map();
  let count = 0;

  const add = (destinationId, rest) => {
    const place = DESTINATIONS.find((candidate) => candidate.id === destinationId);
    count += 1;
    const id = `trf_${createHash('sha256').update(`${count}`).digest('hex').slice(0, 26)}`;
    const transfer = {
      id, state: 'RECEIVING', destinationId, destinationName: place.name, provider: place.provider, size: 8_400_000,
      received: 0, sent: 0, createdAt: minutesAgo(3 * count), decision: decisionOf(place), uploadUrl: `/api/v1/uploads/${id}`,
      ...rest,
    };
    transfers.set(id, { transfer, head: undefined, acknowledged: false, consented: false });
    return transfers.get(id);
  };
  const full = { received: 8_400_000 };
  add('dst_onedrive', { ...full, sent: 8_400_000, state: 'VERIFIED', verification: 'MATCHED' });
  add('dst_onedrive', {
    state: 'REFUSED', received: 65_536,
    refusal: { code: 'ENVELOPE_NOT_SEALED', looksLike: 'a JPEG photo', message: 'the file is not encrypted' },
  });
  add('dst_onedrive', {
    ...full, state: 'FAILED', sent: 2_000_000,
    failure: { kind: 'QUOTA_EXHAUSTED', message: 'the OneDrive account is full', hint: 'free some space, then try again' },
  });
  add('dst_dropbox', { ...full, state: 'AWAITING_ACKNOWLEDGEMENT' });
  add('dst_clinic', { ...full, state: 'HELD' });
  add('dst_onedrive', { ...full, state: 'SENDING', sent: 5_200_000 });
  add('dst_onedrive', {
    ...full, state: 'QUEUED', failure: { kind: 'UNAVAILABLE', retryAt: new Date(Date.now() + 300_000).toISOString() },
  });
  add('dst_onedrive', { received: 5_242_880 });
  add('dst_onedrive', { ...full, state: 'STORED', sent: 8_400_000 });
  add('dst_onedrive', { ...full, state: 'QUARANTINED', sent: 8_400_000, verification: 'MISMATCHED' });
  add('dst_onedrive', { state: 'CANCELLED', received: 1_000_000 });

  const change = (entry, rest) => {
    entry.transfer = { ...entry.transfer, ...rest, updatedAt: now() };
    for (const watcher of watchers.get(entry.transfer.id) ?? []) {
      watcher.write(`data: ${JSON.stringify(entry.transfer)}\n\n`);
    }
  };
  const ended = (entry) => ['VERIFIED', 'REFUSED', 'FAILED', 'QUARANTINED', 'CANCELLED'].includes(entry.transfer.state);
  const after = (run) => setTimeout(run, delayMs);

  /** The second hop: one step at a time until it is stored, or until a person is needed. */
  const goOn = (entry) => {
    const { transfer } = entry;
    if (ended(entry) || transfer.received < transfer.size) return;
    const { outcome } = transfer.decision;
    if (outcome === 'WARN' && !entry.acknowledged) return change(entry, { state: 'AWAITING_ACKNOWLEDGEMENT' });
    if (outcome === 'HOLD' && !entry.consented) return change(entry, { state: 'HELD' });
    const steps = { SENDING: 'COMMITTING', COMMITTING: 'STORED', STORED: 'VERIFIED' };
    if (transfer.state === 'SENDING' && transfer.sent < transfer.size) {
      change(entry, { sent: Math.min(transfer.size, transfer.sent + Math.ceil(transfer.size / 5)) });
    } else {
      const state = steps[transfer.state] ?? 'SENDING';
      change(entry, { state, ...(state === 'VERIFIED' ? { verification: 'MATCHED' } : {}) });
    }
    after(() => goOn(entry));
  };

  const send = (response, status, body, headers = {}) => {
    const problem = status >= 400;
    response.writeHead(status, {
      'Content-Type': problem ? 'application/problem+json' : 'application/json', 'Cache-Control': 'no-store', ...headers,
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const problem = (response, status, code, detail, hint) =>
    send(response, status, { type: `about:${code}`, title: code, status, code, detail, hint });

  const bodyOf = async (request) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    return Buffer.concat(parts);
  };

  const api = {
    'GET /me': (_, response) =>
      send(response, 200, {
        subject: 'u1', name: 'Dr Ana Reyes', roles: ['clinician'],
        practices: [],
        practice: { id: 'prc_1', name: 'Harbour Skin Clinic', jurisdiction: 'AU-VIC' },
      }),
    'GET /jurisdictions': (_, response) => send(response, 200, { jurisdictions: JURISDICTIONS }),
    'GET /destinations': (_, response, url) =>
      send(response, 200, { destinations: url.searchParams.get('patientJurisdiction') === 'NZ' ? [] : DESTINATIONS }),
    'GET /transfers': (_, response) =>
      send(response, 200, { transfers: [...transfers.values()].map((entry) => entry.transfer) }),
    'POST /transfers': async (request, response) => {
      const body = JSON.parse(await bodyOf(request));
      const place = DESTINATIONS.find((candidate) => candidate.id === body.destinationId);
      if (place.verdict.outcome === 'BLOCK') {
        return problem(response, 403, 'RESIDENCY_BLOCKED', 'this file may not go there', 'choose another destination');
      }
      const entry = add(body.destinationId, { size: body.size, sha256: body.sha256, createdAt: now() });
      return send(response, 201, entry.transfer, { Location: `/api/v1/transfers/${entry.transfer.id}` });
    },
  };

  const onTransfer = async (request, response, id, action) => {
    const entry = transfers.get(id);
    if (entry === undefined) return problem(response, 404, 'NOT_FOUND');
    switch (`${request.method} ${action}`) {
      case 'GET ':
        return send(response, 200, entry.transfer);
      case 'GET events': {
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
        response.write(`data: ${JSON.stringify(entry.transfer)}\n\n`);
        const set = watchers.get(id) ?? new Set();
        watchers.set(id, set.add(response));
        return request.on('close', () => set.delete(response));
      }
      case 'POST acknowledgement':
        entry.acknowledged = true;
        after(() => goOn(entry));
        return send(response, 200, entry.transfer);
      case 'POST consent':
        entry.consented = true;
        after(() => goOn(entry));
        return send(response, 200, entry.transfer);
      case 'POST cancel':
        change(entry, { state: 'CANCELLED' });
        return send(response, 200, entry.transfer);
      case 'POST retry':
        change(entry, { state: 'QUEUED', failure: undefined });
        after(() => goOn(entry));
        return send(response, 200, entry.transfer);
      default:
        return problem(response, 405, 'METHOD_NOT_ALLOWED');
    }
  };

  const onUpload = async (request, response, id) => {
    const entry = transfers.get(id);
    if (entry === undefined || ended(entry)) return problem(response, 410, 'GONE');
    const tus = { 'Tus-Resumable': '1.0.0', 'Upload-Length': `${entry.transfer.size}` };
    if (request.method === 'PATCH') {
      const chunk = await bodyOf(request);
      if (Number(request.headers['upload-offset']) !== entry.transfer.received) {
        return problem(response, 409, 'OFFSET_MISMATCH');
      }
      entry.head ??= chunk.subarray(0, 4);
      await new Promise((done) => setTimeout(done, delayMs));
      if (entry.head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) {
        change(entry, { state: 'REFUSED', refusal: { code: 'ENVELOPE_NOT_SEALED', looksLike: 'a JPEG photo' } });
        return problem(response, 422, 'ENVELOPE_NOT_SEALED', 'the file is not encrypted', 'encrypt it first');
      }
      const received = entry.transfer.received + chunk.length;
      change(entry, { received, state: received === entry.transfer.size ? 'RECEIVED' : 'RECEIVING' });
      after(() => goOn(entry));
    }
    response.writeHead(request.method === 'HEAD' ? 200 : 204, {
      ...tus, 'Upload-Offset': `${entry.transfer.received}`, 'Cache-Control': 'no-store',
    });
    return response.end();
  };

  const onFile = async (response, path) => {
    const name = extname(path) === '' ? 'index.html' : normalize(path).replace(/^(\.\.[/\\])+/, '');
    const body = await readFile(join(webRoot, name));
    response.writeHead(200, { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' });
    response.end(body);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    response.setHeader('Content-Security-Policy', CSP);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const path = url.pathname.replace('/api/v1', '');
    const [, room, id, action = ''] = path.split('/');
    const work = !url.pathname.startsWith('/api/v1')
      ? onFile(response, url.pathname)
      : room === 'uploads'
        ? onUpload(request, response, id)
        : room === 'transfers' && id !== undefined
          ? onTransfer(request, response, id, action)
          : Promise.resolve(
              (api[`${request.method} ${path}`] ?? ((_, answer) => problem(answer, 404, 'NOT_FOUND')))(request, response, url));
    work.catch((error) => {
      if (!response.headersSent) problem(response, error.code === 'ENOENT' ? 404 : 500, 'FAILED', error.message);
    });
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    );
  });
}

if (process.argv[1] === import.meta.filename) {
  const { url } = await startMock({ port: 8099, webRoot: 'dist' });
  console.log(`stand-in gateway on ${url}`);
}
