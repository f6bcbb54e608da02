package io.onshore.connector.dropbox;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One commit at a time for each namespace, first come first served. Dropbox locks a namespace for
 * each write and refuses who comes meanwhile with {@code too_many_write_operations}; bytes of
 * sessions go beside it. See https://developers.dropbox.com/dbx-performance-guide. Safe for several
 * threads.
 */
final class CommitTurns {
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

  /** One request that makes an object visible. */
  @FunctionalInterface
  interface Commit<T> {
    T make() throws ConnectorException;
  }

  /**
   * Waits for its turn and commits.
   *
   * @throws ConnectorException kind CANCELLED, effect none, if the wait was interrupted
   */
  <T> T take(Optional<String> space, Commit<T> commit) throws ConnectorException {
    ReentrantLock turn =
        turns.computeIfAbsent(space.orElse(""), ignored -> new ReentrantLock(true));
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          Failure.permanent(Failure.Kind.CANCELLED), "the wait for a commit was interrupted");
    }
    try {
      return commit.make();
    } finally {
      turn.unlock();
    }
  }
}
