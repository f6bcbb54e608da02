package io.onshore.gateway.proof;

import io.onshore.connector.Digests;
import io.onshore.connector.ProviderId;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of storing a file that was made for the purpose.
 *
 * @param id opaque, {@code prf_} and 26 characters
 * @param madeBy the subject of who asked for it
 * @param size of the file, in bytes
 * @param sent digests of the file, SHA-256 among them
 * @param told the digests that the provider reported; empty if it stored nothing
 * @param steps what was done, in order; nothing after the step that failed but the deletion
 * @param evidence what the provider told about where the destination's data rests
 * @param left the provider's id of an object that is still there; empty if nothing is
 */
public record Proof(
    String id,
    PracticeId practice,
    DestinationId destination,
    ProviderId provider,
    String madeBy,
    Instant startedAt,
    Instant endedAt,
    long size,
    Digests sent,
    Digests told,
    List<Step> steps,
    Optional<ResidencyEvidence> evidence,
    Optional<String> left) {
  public Proof {
    steps = List.copyOf(steps);
  }

  /** Whether nothing failed. */
  public boolean proven() {
    return failed().isEmpty();
  }

  /** The step that failed first, if one did. */
  public Optional<Step> failed() {
    return steps.stream().filter(step -> step.result() == Result.FAILED).findFirst();
  }

  /** One step. */
  public record Step(Act act, Result result, Instant at, String detail) {}

  /** What is done, in this order. The names are stored and part of the API. */
  public enum Act {
    /** The file is sent, and made visible. */
    WRITE,
    /** It is looked for by its name. */
    FIND,
    /** The provider's digest of it is compared with ours. */
    COMPARE_DIGEST,
    /** Its bytes are read, and compared with ours. */
    READ_BACK,
    /** The provider is asked where it rests. */
    EVIDENCE,
    /** It is deleted, and looked for again. */
    DELETE
  }

  /** What came of a step. The names are stored and part of the API. */
  public enum Result {
    DONE,
    FAILED,
    /** The provider, or the connection's rights, give no way to do it. */
    NOT_POSSIBLE
  }
}
