// @vitest-environment jsdom
/** How people stand on a screen, and who never asks for their names. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, Outlet, Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Naming, Person } from '../src/ui/Person';
import { me } from './shapes';

const view = (subject: string, name: string) => ({ subject, name, roles: ['compliance'], lastSeenOn: '2026-11-27', offered: true });

function show(children: ReactNode, roles: string[] = ['compliance']) {
  const fetch = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation((url) =>
      Promise.resolve(
        Response.json(
          (url as string).includes('cursor=')
            ? { people: [view('9a11', 'Carl Reed')] }
            : { people: [view('7f0c', 'Connie Marsh')], next: '7f0c' },
        ),
      ),
    );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <Routes>
          <Route element={<Outlet context={{ ...me, subject: '7f0c', roles }} />}>
            <Route index element={<p>{children}</p>} />
          </Route>
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return fetch;
}

const said = () => screen.getByRole('paragraph').textContent;

afterEach(cleanup);

describe('a person on a screen', () => {
  it('has a name, and the id on hover and for who listens', async () => {
    show(<Person subject="9a11" />);
    expect((await screen.findByTitle('9a11')).textContent).toBe('Carl Reed (9a11)');
    expect(screen.getByText('(9a11)').className).toBe('hidden');
  });

  it('is the id alone where nobody knows the name', async () => {
    const fetch = show(<Person subject="long-gone" />);
    await waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
    expect(said()).toBe('long-gone');
    expect(screen.queryByTitle('long-gone')).toBeNull();
  });

  it('is "you" for whoever looks, by their place in the sentence', () => {
    show(<Naming who={['7f0c']} said={(who) => `${who} took the case`} />);
    expect(said()).toBe('You took the case');
    cleanup();
    show(<Naming who={['gateway', '7f0c']} said={(one, other) => `Proposed by ${one}, published by ${other}.`} />);
    expect(said()).toBe('Proposed by the gateway, published by you.');
  });

  it('costs a clinician no question', async () => {
    const fetch = show(<Person subject="9a11" />, ['clinician']);
    await Promise.resolve();
    expect(said()).toBe('9a11');
    expect(fetch).not.toHaveBeenCalled();
  });
});
