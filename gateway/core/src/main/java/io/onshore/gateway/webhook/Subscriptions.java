package io.onshore.gateway.webhook;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps webhooks, each change with its audit event in one transaction; their keys are sealed. Safe
 * for several threads and replicas.
 */
public interface Subscriptions {
  /** Keeps a webhook. It tells what happens from now on. */
  void add(Subscription added, SigningKey key, AuditEvent event);

  /** The webhooks of a practice, oldest first. */
  List<Subscription> list(PracticeId practice);

  /** One of them; another practice's is not found. */
  Optional<Subscription> find(PracticeId practice, String id);

  /**
   * Changes a webhook.
   *
   * @return as it is now; empty if the practice has none of that id
   */
  Optional<Subscription> change(
      PracticeId practice, String id, UnaryOperator<Subscription> change, AuditEvent event);

  /**
   * Gives a webhook another key to sign with.
   *
   * @param overlap until when the one before signs as well; what is older ends at once
   * @return as it is now; empty if the practice has none of that id
   */
  Optional<Subscription> renewKey(
      PracticeId practice, String id, SigningKey fresh, Instant overlap, AuditEvent event);

  /**
   * Deletes a webhook with its keys and its deliveries.
   *
   * @return false if the practice has none of that id
   */
  boolean remove(PracticeId practice, String id, AuditEvent event);
}
