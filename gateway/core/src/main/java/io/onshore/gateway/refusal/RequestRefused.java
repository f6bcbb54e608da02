package io.onshore.gateway.refusal;

import io.onshore.gateway.residency.DecisionRecord;
import java.util.Optional;

/**
 * A request that cannot be granted. The text is for the person who asked; it repeats nothing secret
 * and no file name.
 */
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;
  private final String hint;
  private final transient Optional<DecisionRecord> decision;

  public RequestRefused(RefusalCode code, String message, String hint) {
    this(code, message, hint, Optional.empty());
  }

  /**
   * @param hint what to do, one sentence
   * @param decision the policy decision behind the refusal, if there was one
   */
  public RequestRefused(
      RefusalCode code, String message, String hint, Optional<DecisionRecord> decision) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.decision = decision;
  }

  /** The stable code. */
  public RefusalCode code() {
    return code;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }

  /** The policy decision behind the refusal, if there was one. */
  public Optional<DecisionRecord> decision() {
    return decision;
  }
}
