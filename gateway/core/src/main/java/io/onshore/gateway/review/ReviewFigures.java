package io.onshore.gateway.review;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what was kept about sends and cases. Days are days of UTC. Safe for several threads and
 * replicas.
 */
public interface ReviewFigures {
  /** How many sends were judged from one time until before another. */
  long sends(PracticeId practice, Instant from, Instant to);

  /** How often each rule stopped a send then, and how often a person went past it. */
  List<RuleCount> stops(PracticeId practice, Instant from, Instant to);

  /**
   * The sends that each rule stopped then and a person went past, by the newest ruling on the
   * newest case that holds the send and is about the rule, or about an emergency.
   */
  List<RulingCount> overridesRuled(PracticeId practice, Instant from, Instant to);

  /** The sends then by the outcome of their first decision. */
  List<DayCount> sendsByOutcome(PracticeId practice, Instant from, Instant to);

  /** The cases opened then, by kind. */
  List<DayCount> casesOpened(PracticeId practice, Instant from, Instant to);

  /** The decisions made then, by kind of case. */
  List<DayCount> casesDecided(PracticeId practice, Instant from, Instant to);

  /** The cases whose first decision was made then, in no order. */
  List<FirstDecision> firstDecisions(PracticeId practice, Instant from, Instant to);

  /** The cases whose due date passed then before they were decided, by kind. */
  List<DayCount> casesOverdue(PracticeId practice, Instant from, Instant to);

  /** How many files rest at each destination now, also where it is not set up any more. */
  Map<DestinationId, Long> resting(PracticeId practice);

  /** By which rules the decisions of then were made, those that decided first first. */
  List<RulesCount> decidedBy(PracticeId practice, Instant from, Instant to);

  /**
   * What was decided by the same rules.
   *
   * @param rulebook the digest of the rules, the practice's own included
   */
  record RulesCount(String rulebook, long decisions, Instant first, Instant last) {}

  /** What a rule came to. */
  record RuleCount(String rule, long interruptions, long overrides) {}

  /**
   * Sends of which the same became.
   *
   * @param ruling its code, such as {@code ACCEPT}; empty if nothing was decided
   */
  record RulingCount(String rule, Optional<String> ruling, long sends) {}

  /** When a case was opened, and when it was decided for the first time. */
  record FirstDecision(Instant openedAt, Instant decidedAt) {}

  /** How often something was so on one day. */
  record DayCount(LocalDate day, String what, long count) {}
}
