/** Whether a change was refused because somebody else's came first. */
import { ProblemError } from '../api/client';

export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'SETUP_CHANGED';
}
