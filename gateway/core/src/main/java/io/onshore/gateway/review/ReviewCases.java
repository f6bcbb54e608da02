package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.util.List;
import java.util.Optional;

/** Keeps cases, each with its audit event in one transaction. Safe for threads and replicas. */
public interface ReviewCases {
  /**
   * Opens a case.
   *
   * @return false if one of the same fingerprint is there already
   */
  boolean open(ReviewCase opened, AuditEvent event);

  /** Adds the stored files that were found to be affected. */
  void complete(ReviewCase completed);

  /** Cases of all practices whose stored files nobody looked at yet, oldest first. */
  List<ReviewCase> incomplete();

  /**
   * A practice's cases, newest first.
   *
   * @param before only those older than the one of this id
   */
  List<ReviewCase> list(PracticeId practice, Optional<String> before, int limit);

  /** A practice's case; another practice's is not found. */
  Optional<ReviewCase> find(PracticeId practice, String id);
}
