package io.onshore.gateway.audit;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One thing that happened. Never changed, and deleted only as {@link
 * io.onshore.gateway.retention.TrailDisposal} does.
 *
 * @param actor the subject of the person or program, or {@link #GATEWAY}
 * @param target the id of what it happened to
 * @param destination the destination that it concerns, if it concerns one
 * @param detail codes, ids and counts only: no secret, no file name, nothing about a patient
 */
public record AuditEvent(
    Instant at,
    PracticeId practice,
    AuditType type,
    String actor,
    String target,
    Optional<DestinationId> destination,
    Map<String, String> detail) {
  /** The actor of what the gateway did by itself. */
  public static final String GATEWAY = "gateway";

  /** The detail that names where the person was. */
  public static final String ACTOR_JURISDICTION = "actorJurisdiction";

  /** What a detail may be called: it stands in the line that is hashed. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * @throws IllegalArgumentException if a detail's name is not 1 to 64 letters, digits, dots,
   *     hyphens and underscores
   */
  public AuditEvent {
    detail = Map.copyOf(new TreeMap<>(detail));
    if (!detail.keySet().stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new IllegalArgumentException("a detail's name is not a word");
    }
  }

  /** An event that concerns no destination. */
  public AuditEvent(
      Instant at,
      PracticeId practice,
      AuditType type,
      String actor,
      String target,
      Map<String, String> detail) {
    this(at, practice, type, actor, target, Optional.empty(), detail);
  }

  /** Something a caller did, with where they were if that was told. */
  public static AuditEvent by(
      Caller caller, Instant at, AuditType type, String target, Map<String, String> detail) {
    Map<String, String> told = new TreeMap<>(detail);
    caller.jurisdiction().ifPresent(place -> told.put(ACTOR_JURISDICTION, place.value()));
    return new AuditEvent(at, caller.practice(), type, caller.subject(), target, told);
  }

  /** Something the gateway did by itself. */
  public static AuditEvent byGateway(
      PracticeId practice, Instant at, AuditType type, String target, Map<String, String> detail) {
    return new AuditEvent(at, practice, type, GATEWAY, target, detail);
  }

  /** The same event, which concerns a destination. */
  public AuditEvent at(DestinationId concerned) {
    return new AuditEvent(at, practice, type, actor, target, Optional.of(concerned), detail);
  }
}
