/** A query on a screen: its loading, refused, silent and empty states are the same everywhere. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { words } from '../words';
import { Failure } from './Failure';
import { Notice } from './Notice';

/**
 * Shows what a query answered. While an older answer is shown and the newest question found no answer, it says how old
 * that is: the screen stays of use on bad Wi-Fi, and does not pretend.
 *
 * @param empty what to show in place of `children` when the answer holds nothing; asked with the answer
 */
export function Loaded<T>({
  query,
  empty,
  children,
}: {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isError' | 'dataUpdatedAt' | 'refetch'>;
  empty?: (data: T) => ReactNode;
  children: (data: T) => ReactNode;
}) {
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.isError ? (
      <Failure error={query.error} onRetry={retry} />
    ) : (
      <p role="status" className="loading">
        {words.app.loading}
      </p>
    );
  }
  return (
    <>
      {query.isError && (
        <Notice shape="waiting" level="p" title={words.app.stale(new Date(query.dataUpdatedAt).toISOString())} />
      )}
      {empty?.(query.data) ?? children(query.data)}
    </>
  );
}
