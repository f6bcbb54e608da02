package io.onshore.gateway.connection;

import io.onshore.gateway.practice.PracticeId;
import java.net.URI;
import java.time.Instant;

/**
 * A person who was sent to a provider's page and has not come back yet.
 *
 * @param person the subject of who was sent
 * @param redirect where the provider sends the browser back to
 * @param verifier the secret whose challenge went out; {@link #toString} does not tell it
 * @param expiresAt until when coming back counts
 */
public record PageVisit(
    PracticeId practice,
    String connection,
    String person,
    URI redirect,
    String verifier,
    Instant expiresAt) {
  @Override
  public String toString() {
    return "PageVisit[" + practice + ", " + connection + "]";
  }
}
