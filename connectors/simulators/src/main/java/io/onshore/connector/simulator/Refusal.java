package io.onshore.connector.simulator;

import java.time.Clock;

/** A double refuses a request, in its provider's own shape. */
public abstract class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  protected Refusal(String message) {
    super(message);
  }

  /**
   * What goes out.
   *
   * @param clock by which the double lives
   */
  public abstract Answer answer(Clock clock);
}
