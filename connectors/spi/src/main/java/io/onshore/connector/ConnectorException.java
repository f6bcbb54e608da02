package io.onshore.connector;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of the SPI. Act on {@link #failure}, never on the text. The text is for people:
 * it holds no secret, no address of an upload and nothing from the client. No vendor type stands in
 * the cause chain, so that a caller needs no vendor SDK to load it.
 */
public final class ConnectorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public ConnectorException(Failure failure, String message) {
    this(failure, message, null);
  }

  public ConnectorException(Failure failure, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = failure;
  }

  /** A setting, destination or token that cannot be right. */
  public static ConnectorException misconfigured(String message) {
    return new ConnectorException(Failure.permanent(Failure.Kind.MISCONFIGURED), message);
  }

  /** A call to a connector after its {@link Connector#close}. */
  public static ConnectorException closed() {
    return new ConnectorException(
        Failure.permanent(Failure.Kind.CLOSED), "the connector is closed");
  }

  /** What happened, what to do now, and what was changed meanwhile. */
  public Failure failure() {
    return failure;
  }
}
