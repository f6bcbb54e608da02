package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens while the process lives: for tests, for measuring, and for connections whose tokens
 * can be had again at any time.
 */
public final class MemoryVault implements TokenVault {
  private final ReentrantLock turn = new ReentrantLock();
  private volatile @Nullable Tokens newest;

  /** An empty one. */
  public MemoryVault() {}

  /** One with what a consent brought. */
  public MemoryVault(Tokens first) {
    this.newest = first;
  }

  /** Replaces what it holds, as a new consent does. */
  public void put(Tokens tokens) {
    newest = tokens;
  }

  @Override
  public Optional<Tokens> newest() {
    return Optional.ofNullable(newest);
  }

  @Override
  public Tokens renew(Optional<Tokens> stale, Renewal renewal) throws ConnectorException {
    turn.lock();
    try {
      Optional<Tokens> known = newest();
      if (known.isPresent() && !known.equals(stale)) {
        return known.get();
      }
      Tokens renewed = renewal.ask(known);
      newest = renewed;
      return renewed;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public String toString() {
    return "MemoryVault";
  }
}
