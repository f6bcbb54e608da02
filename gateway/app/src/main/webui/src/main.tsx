import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { NoAnswerError } from './api/client';
import { App } from './app/App';
import { Crash } from './app/Crash';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/clinician.css';

const client = new QueryClient({
  defaultOptions: {
    // Only silence is worth asking again; a problem is an answer. Asked even when the browser believes to be offline:
    // the screen then says so, where a paused query would look like one that is loading.
    queries: {
      networkMode: 'always',
      retry: (count, error) => error instanceof NoAnswerError && count < 2,
    },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element with the id `root`');
}
createRoot(root).render(
  <StrictMode>
    <Crash>
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </Crash>
  </StrictMode>,
);
