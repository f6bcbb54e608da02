package io.onshore.gateway.webhook;

import io.onshore.gateway.egress.CalledAddress;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A webhook: an address that a practice's events are sent to.
 *
 * @param id opaque, {@code whk_} and 26 characters
 * @param description for people to read
 * @param types the types of events that are sent; empty means all
 * @param off why nothing is sent, if nothing is
 * @param publicKeys by which receivers check signatures, where these have two halves
 */
public record Subscription(
    String id,
    PracticeId practice,
    CalledAddress address,
    String description,
    Set<String> types,
    Signing signing,
    Optional<Off> off,
    List<PublicKey> publicKeys,
    String createdBy,
    Instant createdAt) {
  public Subscription {
    types = Set.copyOf(types);
    publicKeys = List.copyOf(publicKeys);
  }

  /** Why nothing is sent. The names are stored. */
  public enum Off {
    /** An admin switched it off. */
    BY_ADMIN,
    /** The receiver answered that it is gone (410). */
    GONE,
    /** A message was not taken, however often it was sent. */
    GIVEN_UP
  }

  /**
   * The public half of a key that signs.
   *
   * @param value {@code whpk_} and the key in base64
   * @param until when it ends, if a newer one has replaced it
   */
  public record PublicKey(String value, Optional<Instant> until) {}

  /** Whether events of this type are sent. */
  boolean wants(Topic topic) {
    return types.isEmpty() || types.contains(topic.type());
  }

  /** The same webhook as an admin wants it from now on. */
  Subscription with(Wanted wanted) {
    return new Subscription(
        id,
        practice,
        wanted.address(),
        wanted.description(),
        wanted.types(),
        signing,
        wanted.on() ? Optional.empty() : Optional.of(off.orElse(Off.BY_ADMIN)),
        publicKeys,
        createdBy,
        createdAt);
  }

  /**
   * What an admin may choose.
   *
   * @param types empty means all
   * @param on whether events are sent
   */
  public record Wanted(CalledAddress address, String description, Set<String> types, boolean on) {
    public Wanted {
      types = Set.copyOf(types);
    }
  }
}
