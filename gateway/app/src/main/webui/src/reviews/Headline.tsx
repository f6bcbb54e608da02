/** The first lines of the inbox: what needs somebody, and whether warnings become fewer. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { trendsQuery, type Case } from '../api/reviews';
import { words } from '../words';
import { months, needsSentence, warned, warningsSentence } from './inbox';

export function Headline({ open }: { open: readonly Case[] | undefined }) {
  const [now] = useState(() => Date.now());
  const days = months(now);
  const last = useQuery(trendsQuery(days.last.from, days.last.to));
  const before = useQuery(trendsQuery(days.before.from, days.before.to));
  return (
    <p className="reviews-lead">
      {open !== undefined && <strong>{needsSentence(open, now)}</strong>}{' '}
      {last.data !== undefined && before.data !== undefined && (
        <>
          {warningsSentence(warned(last.data), warned(before.data))} <Link to="/trends">{words.app.trends}</Link>
        </>
      )}
    </p>
  );
}
