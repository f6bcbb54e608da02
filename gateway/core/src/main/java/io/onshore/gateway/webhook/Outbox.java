package io.onshore.gateway.webhook;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be delivered. Each webhook has a place in the practice's audit trail up to which its
 * messages were queued; one worker at a time has it in hand. Safe for several threads and replicas.
 */
public interface Outbox {
  /**
   * A webhook in hand.
   *
   * @param keys the keys that sign; empty if the key that opens them is not at hand
   * @param place the number in the audit trail up to which its messages were queued
   */
  record Leased(Subscription webhook, Optional<List<SigningKey>> keys, long place) {}

  /** Takes a webhook in hand that is on and has something to do, the one that waited longest. */
  Optional<Leased> lease(String worker, Instant now, Duration lease);

  /**
   * Queues messages and moves the webhook's place, in one transaction. A message that was queued
   * before is queued anew.
   *
   * @return false if nothing was done, because the place is another one by now
   */
  boolean queue(Leased leased, long place, List<Delivery> fresh);

  /** The messages of a webhook whose time has come, the longest due first. */
  List<Delivery> due(Subscription webhook, Instant now, int limit);

  /**
   * Keeps how a try went.
   *
   * @return false if nothing was done, because the message changed meanwhile
   */
  boolean settle(Delivery before, Delivery after);

  /** The same for the last try, and switches the webhook off. */
  boolean stop(Delivery before, Delivery after, Subscription.Off off, AuditEvent event);

  /**
   * Lets go of a webhook.
   *
   * @param rest until when it is left alone, if it is
   */
  void release(String webhook, String worker, Optional<Instant> rest);

  /** The messages of a webhook, newest first, in pages. */
  List<Delivery> list(PracticeId practice, String webhook, Optional<String> before, int limit);

  /**
   * Queues a message.
   *
   * @return false if the practice has no such webhook
   */
  boolean add(PracticeId practice, Delivery fresh, AuditEvent event);

  /**
   * Queues a message anew.
   *
   * @return as it is now; empty if the webhook has none of that id
   */
  Optional<Delivery> again(
      PracticeId practice, String webhook, String delivery, Instant now, AuditEvent event);

  /**
   * Sets a webhook's place back, so that what comes after it is queued anew; never forward.
   *
   * @return false if the practice has no such webhook
   */
  boolean rewind(PracticeId practice, String webhook, long place, AuditEvent event);

  /**
   * Forgets messages that ended before then.
   *
   * @return how many
   */
  int forget(Instant before);
}
