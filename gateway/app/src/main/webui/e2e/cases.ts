/** Sends that make a case, by the calls that a clinician's page makes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type APIResponse, type Page } from '@playwright/test';

const photo = readFileSync(join(import.meta.dirname, '../../resources/demo/sample-photo.age'));
const patient = { jurisdiction: 'AU-VIC' };

/** What a page of ours would ask, from the same address and with the same session. */
export async function ask(page: Page, path: string, body: unknown): Promise<APIResponse> {
  const answer = await page.request.post(`/api/v1${path}`, {
    data: body,
    headers: { 'X-Requested-With': 'JavaScript', Origin: new URL(page.url()).origin },
  });
  expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return answer;
}

/** Declares a file, and sends its bytes. */
async function send(page: Page, declared: Record<string, unknown>): Promise<string> {
  const answer = await ask(page, '/transfers', { size: photo.length, patient, tags: ['ehr'], ...declared });
  const { id } = (await answer.json()) as { id: string };
  const sent = await page.request.put(`/api/v1/uploads/${id}`, {
    data: photo,
    headers: { 'X-Requested-With': 'JavaScript', 'Content-Type': 'application/octet-stream', Origin: new URL(page.url()).origin },
  });
  expect(sent.ok(), `${sent.status()} ${await sent.text()}`).toBe(true);
  return id;
}

interface Warned {
  decision: { findings: { id: string; severity: string }[] };
}

/** A clinician goes on after a warning, with a reason. */
export async function sendDespiteWarning(page: Page): Promise<void> {
  const id = await send(page, { destinationId: 'google-anywhere' });
  const { decision } = (await (await page.request.get(`/api/v1/transfers/${id}`)).json()) as Warned;
  const findings = decision.findings.filter((each) => each.severity === 'WARN').map((each) => each.id);
  await ask(page, `/transfers/${id}/acknowledgement`, {
    findings,
    reasonCode: 'NO_OTHER_WAY',
    reason: 'The wound clinic reads only from the shared drive',
  });
}

/** A send that could not wait; always a case of its own. */
export function emergency(page: Page, reason: string): Promise<string> {
  return send(page, { destinationId: 'disk-abroad', emergency: { reason } });
}
