package io.onshore.gateway.review;

import io.onshore.gateway.destination.DestinationId;
import java.time.Instant;

/** What somebody decides on a case, and why. Appended to the case, never changed. */
public sealed interface Ruling {
  /** Why, in words without identifiers. */
  String reason();

  /** The stable name in stored data and in the API. */
  default String code() {
    return switch (this) {
      case Accept ignored -> "ACCEPT";
      case AcceptUntil ignored -> "ACCEPT_UNTIL";
      case Move ignored -> "MOVE";
      case Delete ignored -> "DELETE";
      case Report ignored -> "REPORT";
      case Reopen ignored -> "REOPEN";
    };
  }

  /** It may stay as it is. */
  record Accept(String reason) implements Ruling {}

  /** It may stay as it is until then; the case opens again by itself. */
  record AcceptUntil(String reason, Instant until) implements Ruling {}

  /**
   * The files have to be sent to another destination, and then be deleted where they are. The
   * gateway has no bytes any more, so the clients send them.
   */
  record Move(String reason, DestinationId to) implements Ruling {}

  /** The files have to be deleted where they are. */
  record Delete(String reason) implements Ruling {}

  /**
   * It was reported to a regulator.
   *
   * @param reference under which the regulator or the practice keeps the report
   */
  record Report(String reason, String reference, Instant reportedAt) implements Ruling {}

  /** A decided case is looked at again. */
  record Reopen(String reason) implements Ruling {}

  /** A ruling as it is kept. */
  record Made(Ruling ruling, String by, Instant at) {}
}
