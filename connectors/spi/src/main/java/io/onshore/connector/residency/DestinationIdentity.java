package io.onshore.connector.residency;

import java.util.Optional;

/**
 * Who and what is behind a destination, by the provider's own ids: they stay when something is
 * renamed, and differ when something else stands in its place. No names and no addresses, so that
 * it can be kept and compared for years.
 *
 * @param organisation the tenant, enterprise, team or customer
 * @param place the drive, space or folder that files go into
 * @param owner who owns that place, where the provider tells
 */
public record DestinationIdentity(
    AccountKind account,
    Optional<String> organisation,
    Optional<String> place,
    Optional<String> owner) {
  /** The provider does not tell. */
  public static final DestinationIdentity UNTOLD =
      new DestinationIdentity(
          AccountKind.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());
}
