package io.onshore.gateway.store;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token server whose refresh tokens work once, as Box has them, or for ever. Safe for several
 * threads.
 */
final class OnceServer implements TokenVault.Renewal {
  static final Instant EXPIRES = Instant.parse("2026-11-22T04:04:05Z");

  private final boolean once;
  private final Set<String> good = new HashSet<>();
  private final AtomicInteger asked = new AtomicInteger();

  OnceServer(boolean once) {
    this.once = once;
  }

  /** What a consent brings. */
  synchronized Tokens consent() {
    return pair("first");
  }

  private Tokens pair(String name) {
    good.add("very-secret-refresh-" + name);
    return new Tokens(
        "very-secret-access-" + name,
        EXPIRES,
        Optional.of("very-secret-refresh-" + name),
        Optional.of(Set.of("Files.ReadWrite")));
  }

  @Override
  public synchronized Tokens ask(Optional<Tokens> newest) throws ConnectorException {
    int number = asked.incrementAndGet();
    String refresh = newest.flatMap(Tokens::refresh).orElse("");
    if (!good.contains(refresh)) {
      throw new ConnectorException(
          Failure.permanent(Failure.Kind.REAUTHORISE),
          "the token endpoint answered 400 `invalid_grant`");
    }
    if (once) {
      good.remove(refresh);
    }
    return pair("number-" + number);
  }

  int asked() {
    return asked.get();
  }

  /** Ends every grant. */
  synchronized void revoke() {
    good.clear();
  }
}
