package io.onshore.gateway.dossier;

import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who and what is behind a destination, as it was approved.
 *
 * @param approvedBy the subject of the admin; {@code gateway} for what was seen first
 */
public record Pin(
    PracticeId practice,
    DestinationId destination,
    DestinationIdentity identity,
    String approvedBy,
    Instant approvedAt) {

  /** Whether what is told now is what was approved. What is not told is not a change. */
  public boolean fits(DestinationIdentity now) {
    boolean account =
        identity.account() == AccountKind.UNKNOWN
            || now.account() == AccountKind.UNKNOWN
            || identity.account() == now.account();
    return account
        && same(identity.organisation(), now.organisation())
        && same(identity.place(), now.place())
        && same(identity.owner(), now.owner());
  }

  /** What was approved, with what was not known then. */
  public DestinationIdentity completedBy(DestinationIdentity now) {
    return new DestinationIdentity(
        identity.account() == AccountKind.UNKNOWN ? now.account() : identity.account(),
        identity.organisation().or(now::organisation),
        identity.place().or(now::place),
        identity.owner().or(now::owner));
  }

  private static boolean same(Optional<String> approved, Optional<String> now) {
    return approved.isEmpty() || now.isEmpty() || approved.equals(now);
  }
}
