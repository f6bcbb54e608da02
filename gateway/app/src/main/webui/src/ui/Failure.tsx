/** An error of a call, in people's words: what happened and what to do. */
import { NoAnswerError, ProblemError, SignInNeededError, signInUrl } from '../api/client';
import type { Problem } from '../api/types';
import { words } from '../words';
import { sentence } from '../words/format';
import { Button } from './Button';
import { Notice } from './Notice';

export interface Said {
  title: string;
  hint?: string;
  code?: string;
}

export function sayProblem(problem: Problem): Said {
  const text = words.problem;
  const code = problem.code ?? text.status(problem.status);
  const detail = sentence(problem.detail);
  const hint = sentence(problem.hint);
  if (detail !== undefined) {
    return { title: detail, ...(hint === undefined ? {} : { hint }), code };
  }
  if (problem.status === 404) {
    return { title: text.notFound, hint: text.notFoundHint, code };
  }
  return { title: text.unknown, hint: hint ?? text.unknownHint, code };
}

export function sayError(error: unknown): Said {
  if (error instanceof ProblemError) {
    return sayProblem(error.problem);
  }
  if (error instanceof NoAnswerError) {
    return { title: words.problem.noAnswer, hint: words.problem.noAnswerHint };
  }
  if (error instanceof SignInNeededError) {
    return { title: words.problem.signIn };
  }
  return { title: words.problem.unknown, hint: words.problem.unknownHint };
}

/** Shows the failure of a query or an action; `onRetry` puts the one button there. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const said = sayError(error);
  return (
    <div role="alert">
      <Notice shape="block" title={said.title}>
        {said.hint !== undefined && <p>{said.hint}</p>}
        {said.code !== undefined && <p className="quiet">{said.code}</p>}
        {error instanceof SignInNeededError && (
          <p>
            <a href={signInUrl(window.location.pathname + window.location.search, error.fresh)}>{words.problem.signInAction}</a>
          </p>
        )}
        {onRetry !== undefined && !(error instanceof SignInNeededError) && (
          <Button kind="secondary" onClick={onRetry}>
            {words.problem.tryAgain}
          </Button>
        )}
      </Notice>
    </div>
  );
}
