package io.onshore.connector.simulator;

import java.time.Duration;
import java.util.Map;

/** What can go wrong with one request. */
public sealed interface Disturbance {
  /**
   * The double answers this instead of doing what was asked.
   *
   * @param headers by name
   */
  record Refuse(int status, String code, String innerCode, Map<String, String> headers)
      implements Disturbance {
    public Refuse {
      headers = Map.copyOf(headers);
    }
  }

  /** The connection breaks before the request is handled; nothing happens. */
  record CutBefore() implements Disturbance {}

  /** The request is handled, then the connection breaks: the answer is lost. */
  record LoseAnswer() implements Disturbance {}

  /** The request waits so long, or until the double is closed, and is handled then. */
  record Wait(Duration delay) implements Disturbance {}

  /** The request is never answered: it is held until the double is closed. */
  record Hold() implements Disturbance {}

  /** One bit of the request's body is flipped on its way. */
  record FlipBit() implements Disturbance {}

  /** The answer is something that no client can read. */
  record Garble() implements Disturbance {}

  /**
   * The request is handled, and the answer says something more.
   *
   * @param headers by name
   */
  record Remark(Map<String, String> headers) implements Disturbance {
    public Remark {
      headers = Map.copyOf(headers);
    }
  }

  /** The body of the answer breaks off after so many bytes. */
  record CutAnswerAfter(long bytes) implements Disturbance {}
}
