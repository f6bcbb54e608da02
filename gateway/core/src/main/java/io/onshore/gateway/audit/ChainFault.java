package io.onshore.gateway.audit;

import java.util.Locale;

/**
 * The first place where a chain does not hold.
 *
 * @param number of the event there
 */
public record ChainFault(Kind kind, long number) {
  /** What is wrong there. */
  public enum Kind {
    /** The event is not the one that was written. */
    EDITED,
    /** The event is not there, and later ones are. */
    MISSING,
    /** Another event stands there. */
    REORDERED,
    /** The event is not there, and none after it. */
    TRUNCATED,
    /** The chain holds, but it is not the one that was signed at this event. */
    REWRITTEN,
    /** The event was not written by the gateway, which counted fewer. */
    ADDED,
    /** What was signed at this event does not fit its signature. */
    SIGNATURE
  }

  /** For people to read. */
  public String text() {
    String place = "event " + number;
    return switch (kind) {
      case EDITED -> place + " is not as it was written";
      case MISSING -> place + " is missing";
      case REORDERED -> "another event stands in the place of " + place;
      case TRUNCATED -> "the trail ends before " + place;
      case REWRITTEN -> place + " is not the one that was signed";
      case ADDED -> place + " was added from outside";
      case SIGNATURE -> "the signature at " + place + " does not hold";
    };
  }

  /** The name in answers, such as {@code edited}. */
  public String id() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
