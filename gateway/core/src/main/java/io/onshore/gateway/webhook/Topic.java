package io.onshore.gateway.webhook;

/**
 * A type of events.
 *
 * @param type such as {@code io.onshore.transfer.verified}; stored and sent, so it never changes
 */
public record Topic(String type, About about) {
  /** What an admin has sent to try a webhook. */
  public static final Topic PING = new Topic("io.onshore.webhook.ping", About.WEBHOOK);
}
