// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Destination, Verdict } from '../src/api/types';
import { SendPage } from '../src/send/SendPage';
import { checkedWhen, interruptionOf, patientOf, sameSend, stepOf } from '../src/send/steps';
import { useSend } from '../src/send/useSend';
import { uploads } from '../src/upload/uploads';
import { decision, destination, evidence, finding, inAustralia, me, transfer, verdict } from './shapes';

const place = (id: string, name: string, rest: Partial<Verdict> = {}) =>
  destination(id, { name, verdict: verdict(rest) });

const blocked = place('d2', 'Drive', { word: 'block', outcome: 'BLOCK', headline: 'Leaves Australia – not allowed here' });
const warned = place('d3', 'Dropbox', { word: 'warn', outcome: 'WARN', headline: 'May leave Australia' });

function open(destinations: Destination[]) {
  vi.spyOn(globalThis, 'fetch').mockImplementation((url) =>
    Promise.resolve(
      Response.json(
        (url as string).includes('/jurisdictions')
          ? { jurisdictions: [{ id: 'AU', name: 'Australia' }, { id: 'AU-VIC', name: 'Victoria', parent: 'AU' }] }
          : (url as string).includes('/consent-kinds')
            ? { kinds: [] }
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
    const link = screen.getByRole('link', { name: 'Choose the file' });
    fireEvent.click(link);
    expect(document.activeElement?.id).toBe('file');
  });

  it('says for which place it checks, and lets only whoever asks change it', async () => {
    open([place('d1', 'OneDrive')]);
    expect(await screen.findByText('Victoria, Australia')).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'change where the patient lives' }));
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Where does the patient live?' }));
  });

  it('shows five places at once, and the others when asked', async () => {
    open(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => place(id, id)));
    expect(await screen.findAllByRole('radio')).toHaveLength(5);
    fireEvent.click(screen.getByRole('button', { name: 'Show 2 more' }));
    expect(screen.getAllByRole('radio')).toHaveLength(7);
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
    expect(stepOf('reason', warned, file, [])).toBe('reason');
    expect(stepOf('interruption', warned, file, [])).toBe('interruption');
    expect(stepOf('reason', warned, undefined, [])).toBe('choose');
    expect(stepOf('reason', place('d1', 'OneDrive'), file, [])).toBe('choose');
    expect(stepOf('consent', warned, file, [])).toBe('choose');
    expect(stepOf('nonsense', warned, file, [])).toBe('choose');
  });

  it('offer an emergency where something is asked for, and never past a block', () => {
    const held = place('d4', 'Disk', { outcome: 'HOLD' });
    expect(stepOf('emergency', warned, file, [])).toBe('emergency');
    expect(stepOf('emergency-reason', held, file, [])).toBe('emergency-reason');
    expect(stepOf('emergency', blocked, file, [])).toBe('choose');
    expect(stepOf('emergency', place('d1', 'OneDrive'), file, [])).toBe('choose');
  });

  it('say that it is unknown whether a foreign patient’s law follows', () => {
    expect(patientOf('AU-NSW', 'AU-VIC')).toEqual({ jurisdiction: 'AU-NSW', lawFollows: 'no' });
    expect(patientOf('NZ', 'AU-VIC')).toEqual({ jurisdiction: 'NZ', lawFollows: 'unknown' });
  });
});

describe('an interruption', () => {
  it('names the country that keeps file details', () => {
    const details = place('d3', 'Dropbox', {
      word: 'warn',
      evidence: [inAustralia, evidence({ aspect: 'METADATA', places: ['US'] })],
    });
    expect(interruptionOf(details, 'AU-VIC', true)).toEqual({
      title: 'This file may leave Australia',
      body: ['Dropbox keeps file details in the United States.', 'Your practice needs the patient’s OK for this.'],
      action: 'I have the patient’s OK',
    });
  });

  it('does not say "may" where files are known to be kept abroad', () => {
    const abroad = place('d3', 'Disk', { word: 'warn', evidence: [evidence({ places: ['US'] })] });
    expect(interruptionOf(abroad, 'AU-VIC', false).title).toBe('This file would leave Australia');
  });

  it('claims nothing where nobody knows', () => {
    const unknown = place('d3', 'Disk', { word: 'unknown', sentence: 'Nobody says', evidence: [evidence({ places: ['ZZ'] })] });
    expect(interruptionOf(unknown, 'AU-VIC', false)).toMatchObject({
      title: 'We can’t tell where this goes',
      body: ['Nobody says', 'Your practice needs your reason for this.'],
    });
  });

  it('says on which day compliance will look', () => {
    expect(checkedWhen(new Date(2026, 10, 26))).toBe('This will be checked tomorrow');
    expect(checkedWhen(new Date(2026, 10, 27))).toBe('This will be checked on Monday');
    expect(checkedWhen(new Date(2026, 10, 28))).toBe('This will be checked on Monday');
    expect(checkedWhen(new Date(2026, 10, 29))).toBe('This will be checked tomorrow');
  });
});

describe('the same file again', () => {
  const sent = transfer('VERIFIED', { sha256: 'aa' });

  it('is found by its bytes and its place', () => {
    expect(sameSend([sent], 'dst_1', 'aa')).toBe(sent);
    expect(sameSend([sent], 'dst_1', 'bb')).toBeUndefined();
    expect(sameSend([sent], 'dst_2', 'aa')).toBeUndefined();
  });

  it('may be sent again when the first one did not arrive, or was deleted', () => {
    expect(sameSend([transfer('FAILED', { sha256: 'aa' })], 'dst_1', 'aa')).toBeUndefined();
    const stored = { providerObjectId: '1', name: 'n', size: 1, digests: [], goneAt: '2026-11-22T10:00:00Z' };
    expect(sameSend([transfer('VERIFIED', { sha256: 'aa', stored })], 'dst_1', 'aa')).toBeUndefined();
  });
});

describe('an acknowledged send', () => {
  it('gives the reason before the first byte', async () => {
    const happened: string[] = [];
    const warnings = [finding({ id: 'W' })];
    const destination = place('d3', 'Dropbox', { outcome: 'WARN', findings: warnings });
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      await Promise.resolve();
      if ((url as string).includes('mine=true')) {
        return Response.json({ transfers: [] });
      }
      happened.push((url as string).endsWith('/acknowledgement') ? 'reason' : 'declaration');
      return Response.json(transfer('RECEIVING', { decision: decision({ findings: warnings }) }));
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
