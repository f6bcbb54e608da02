package io.onshore.gateway.webhook;

/** Writes what is sent. Safe for several threads. */
@FunctionalInterface
public interface NoticeWriter {
  /** Its media type. */
  String MEDIA_TYPE = "application/cloudevents+json";

  /** The event as CloudEvents 1.0.2 has it, in structured mode: JSON. */
  String write(Notice notice);
}
