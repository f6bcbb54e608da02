package io.onshore.gateway.transfer;

/** A step was made from a version that is no longer the newest. Read the transfer again. */
public final class StaleStepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleStepException(TransferId id) {
    super("another step of " + id + " was recorded meanwhile");
  }
}
