package io.onshore.gateway.rules;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Keeps the versions of practices' rules, each change with its audit event in one transaction. Safe
 * for several threads and replicas.
 */
public interface RulesVersions {
  /** The version in force: the one that was published last. */
  Optional<RulesVersion> published(PracticeId practice);

  /** The versions in force of all practices. */
  List<RulesVersion> published();

  /** One version. */
  Optional<RulesVersion> find(PracticeId practice, int number);

  /** All versions of a practice, newest first. */
  List<RulesVersion> list(PracticeId practice);

  /**
   * Keeps a proposal under the next number.
   *
   * @param event tells of it, by its number
   */
  RulesVersion propose(
      PracticeId practice,
      PracticeRules rules,
      String by,
      Instant at,
      String reason,
      IntFunction<AuditEvent> event);

  /**
   * Publishes or withdraws a proposal.
   *
   * @return false if it is no proposal any more
   */
  boolean decide(
      PracticeId practice,
      int number,
      RulesVersion.State state,
      String by,
      Instant at,
      AuditEvent event);
}
