// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Destination, Member } from '../src/api/types';
import { SendPage, patientOf, stepOf } from '../src/send/SendPage';
import { useSend } from '../src/send/useSend';
import { uploads } from '../src/upload/uploads';

const me: Member = {
  subject: 'u',
  name: 'Dr A',
  roles: ['clinician'],
  practices: [],
  practice: { id: 'p', name: 'Clinic', jurisdiction: 'AU-VIC' },
};

const place = (id: string, name: string, rest: Partial<Destination['verdict']> = {}): Destination => ({
  id,
  name,
  provider: 'box',
  available: true,
  verdict: {
    word: 'ok',
    outcome: 'ALLOW',
    headline: 'Stays in Australia',
    checkedAt: new Date().toISOString(),
    holds: [],
    findings: [],
    evidence: [{ aspect: 'CONTENT', places: ['AU'], grade: 'TENANT_MEASURED' }],
    ...rest,
  },
});

const blocked = place('d2', 'Drive', { word: 'block', outcome: 'BLOCK', headline: 'Leaves Australia – not allowed here' });
const warned = place('d3', 'Dropbox', { word: 'warn', outcome: 'WARN', headline: 'May leave Australia' });

function open(destinations: Destination[]) {
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) =>
    Promise.resolve(
      Response.json(
        (url as string).includes('/jurisdictions')
          ? { jurisdictions: [{ id: 'AU-VIC', name: 'Victoria, Australia' }] }
          : { destinations },
      ),
    ),
  );
  vi.stubGlobal('scrollTo', vi.fn());
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <SendPage me={me} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

beforeEach(() => vi.unstubAllGlobals());
afterEach(cleanup);

describe('the send page', () => {
  it('puts the verdict into the name of each choice', async () => {
    open([place('d1', 'OneDrive'), blocked]);
    const chosen = await screen.findByRole<HTMLInputElement>('radio', { name: /OneDrive.*Stays in Australia/ });
    expect(chosen.checked).toBe(true);
  });

  it('says that a provider is still being asked rather than that it was checked', async () => {
    open([{ ...place('d1', 'OneDrive'), asking: true }]);
    const label = await screen.findByRole('radio', { name: /OneDrive.*Still asking/ });
    expect(label.closest('li, div')?.textContent).not.toMatch(/Checked/);
  });

  it('does not let a blocked destination be chosen, and says so', async () => {
    open([place('d1', 'OneDrive'), blocked]);
    const radio = await screen.findByRole<HTMLInputElement>('radio', { name: /Drive.*not allowed here.*can’t choose/ });
    expect(radio.disabled).toBe(true);
  });

  it('names the outcome on its button', async () => {
    open([place('d1', 'OneDrive'), warned]);
    expect(await screen.findByRole('button', { name: 'Send to OneDrive, Australia' })).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: /Dropbox/ }));
    expect(screen.getByRole('button', { name: 'Send to Dropbox, Australia' })).toBeTruthy();
  });

  it('asks for the file with an error that leads to it', async () => {
    open([place('d1', 'OneDrive')]);
    fireEvent.click(await screen.findByRole('button', { name: /^Send to/ }));
    const link = screen.getByRole('link', { name: 'Choose the encrypted file' });
    fireEvent.click(link);
    expect(document.activeElement?.id).toBe('file');
  });

  it('is no dead end without destinations, nor when all are blocked', async () => {
    open([]);
    expect(await screen.findByText('No storage is set up yet.')).toBeTruthy();
    cleanup();
    open([blocked]);
    expect(await screen.findByText('None of these can take this file.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull();
  });
});

describe('the steps of a send', () => {
  const file = new File(['x'], 'x.age');

  it('are only reached with what they rest on', () => {
    expect(stepOf('reason', warned, file)).toBe('reason');
    expect(stepOf('reason', warned, undefined)).toBe('choose');
    expect(stepOf('reason', place('d1', 'OneDrive'), file)).toBe('choose');
    expect(stepOf('consent', warned, file)).toBe('choose');
    expect(stepOf('nonsense', warned, file)).toBe('choose');
  });

  it('say that it is unknown whether a foreign patient’s law follows', () => {
    expect(patientOf('AU-NSW', 'AU-VIC')).toEqual({ jurisdiction: 'AU-NSW', lawFollows: 'no' });
    expect(patientOf('NZ', 'AU-VIC')).toEqual({ jurisdiction: 'NZ', lawFollows: 'unknown' });
  });
});

describe('an acknowledged send', () => {
  it('gives the reason before the first byte', async () => {
    const happened: string[] = [];
    const warnings = [{ id: 'W', severity: 'WARN', text: 'It may leave.' }];
    const destination = place('d3', 'Dropbox', { outcome: 'WARN', findings: warnings as never });
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      await Promise.resolve();
      happened.push((url as string).endsWith('/acknowledgement') ? 'reason' : 'declaration');
      return Response.json({
        id: 'trf_1',
        state: 'RECEIVING',
        received: 0,
        uploadUrl: '/api/v1/uploads/trf_1',
        decision: { findings: warnings },
      });
    });
    vi.spyOn(uploads, 'start').mockImplementation(() => {
      happened.push('bytes');
    });
    const { result } = renderHook(() => useSend(), {
      wrapper: ({ children }) => (
        <QueryClientProvider client={new QueryClient()}>
          <MemoryRouter>{children}</MemoryRouter>
        </QueryClientProvider>
      ),
    });

    result.current.mutate({
      destination,
      file: new File(['x'], 'x.age'),
      digest: () => Promise.resolve('00'),
      patient: patientOf('AU-VIC', 'AU-VIC'),
      reason: { reasonCode: 'PATIENT_AGREED', reason: '' },
    });

    await waitFor(() => expect(happened).toEqual(['declaration', 'reason', 'bytes']));
  });
});
