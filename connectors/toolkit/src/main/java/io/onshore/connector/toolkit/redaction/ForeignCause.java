package io.onshore.connector.toolkit.redaction;

import org.jspecify.annotations.Nullable;

/**
 * What may be kept of an exception that others wrote: its class name, its stack trace and its
 * causes, but never its text. Texts of vendor exceptions have shown client secrets, tokens and
 * addresses of uploads. Holds no vendor type, so that it can travel where no vendor SDK is.
 */
public final class ForeignCause extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 8;

  private final String type;

  private ForeignCause(Throwable origin, @Nullable ForeignCause cause) {
    super(origin.getClass().getName() + " (its text is withheld)", cause, false, true);
    this.type = origin.getClass().getName();
    setStackTrace(origin.getStackTrace());
  }

  /** Of this exception and of up to seven causes below it. */
  public static ForeignCause of(Throwable origin) {
    return of(origin, DEEPEST);
  }

  private static ForeignCause of(Throwable origin, int depth) {
    if (origin instanceof ForeignCause already) {
      return already;
    }
    Throwable below = origin.getCause();
    return new ForeignCause(
        origin, below == null || depth == 1 ? null : ForeignCause.of(below, depth - 1));
  }

  /** The full class name of the original exception. */
  public String type() {
    return type;
  }
}
