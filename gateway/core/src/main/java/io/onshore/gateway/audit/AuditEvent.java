package io.onshore.gateway.audit;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that happened. Never changed and never deleted.
 *
 * @param actor the subject of the person or program, or {@link #GATEWAY}
 * @param target the id of what it happened to
 * @param detail codes, ids and counts only: no secret, no file name, nothing about a patient
 */
public record AuditEvent(
    Instant at,
    PracticeId practice,
    AuditType type,
    String actor,
    String target,
    Map<String, String> detail) {
  /** The actor of what the gateway did by itself. */
  public static final String GATEWAY = "gateway";

  /** The detail that names where the person was. */
  public static final String ACTOR_JURISDICTION = "actorJurisdiction";

  public AuditEvent {
    detail = Map.copyOf(new TreeMap<>(detail));
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
}
