package io.onshore.gateway.verifier;

/** What was handed over is not what a gateway handed out. The text says why, for people. */
final class NotValid extends Exception {
  private static final long serialVersionUID = 1L;

  NotValid(String message) {
    super(message);
  }

  /** The text, without what a terminal would take for a command. */
  String text() {
    return PlainText.printable(String.valueOf(getMessage()));
  }
}
