package io.onshore.gateway.webhook;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;

/**
 * All that another program is told: that something happened, and to what. Whoever wants more asks
 * for it with a sign-in of its own, and that is seen. INVARIANT: nothing about a patient, nothing a
 * client named.
 *
 * @param id the same for the same event, however often it is sent; has no dot, because signatures
 *     use it
 * @param subject the id of what it happened to
 */
public record Notice(String id, PracticeId practice, Topic topic, String subject, Instant at) {
  /**
   * What an entry of the audit trail tells.
   *
   * @param number of the entry within its practice; with the practice it makes the id
   */
  public static Notice of(
      PracticeId practice, long number, Topic topic, String subject, Instant at) {
    return new Notice("evt_" + practice.value() + "_" + number, practice, topic, subject, at);
  }
}
