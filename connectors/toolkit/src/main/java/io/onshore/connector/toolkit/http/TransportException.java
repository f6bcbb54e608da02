package io.onshore.connector.toolkit.http;

import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * No usable answer came. The text is fixed for each reason; the cause tells classes and lines but
 * no words.
 */
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final boolean mayHaveArrived;

  /**
   * @param mayHaveArrived whether the server may have received the request whole
   */
  public TransportException(Reason reason, boolean mayHaveArrived, @Nullable Throwable cause) {
    super(reason.text, cause == null ? null : ForeignCause.of(cause));
    this.reason = reason;
    this.mayHaveArrived = mayHaveArrived;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }

  /**
   * Whether the server may have received the whole request, and so may have acted on it. False is
   * certain; true is not.
   */
  public boolean mayHaveArrived() {
    return mayHaveArrived;
  }

  /** What went wrong. */
  public enum Reason {
    /** Our own source failed, was too short or too long. The request was not completed. */
    SOURCE_FAILED("the source of the body failed or has not the promised length"),
    /** No connection could be made; the server saw nothing of the request. */
    NOT_SENT("no connection to the server"),
    /** The connection broke before the last bytes of the body were handed over. */
    CUT_SHORT("the connection broke while the request was being sent"),
    /** The request went out, but its answer did not come or broke off. */
    ANSWER_LOST("the connection broke before the answer was complete"),
    /** The call took longer than allowed. */
    TIMEOUT("the call took too long"),
    /** The calling thread was interrupted. */
    CANCELLED("the call was interrupted"),
    /** The seam was closed. */
    CLOSED("the connection was closed from our side"),
    /** The answer is too large or breaks the HTTP protocol. */
    ANSWER_UNUSABLE("the answer is too large or is not proper HTTP");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason in words, the same each time. */
    String text() {
      return text;
    }
  }
}
