package io.onshore.connector.toolkit.commit;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;

/**
 * Whether an earlier commit of an upload may have stored the object. After a commit whose answer
 * was lost, a later refusal may only say that the first one worked. Used by one thread.
 */
public final class CommitDoubt {
  private boolean doubtful;

  /**
   * @param resumed whether another session, perhaps in another process, may have committed
   */
  public CommitDoubt(boolean resumed) {
    this.doubtful = resumed;
  }

  /**
   * What a failed commit has to tell: where there is a doubt, a lost upload or a taken name carries
   * effect {@link Effect#UNKNOWN}, so that whoever called looks for the object.
   */
  public ConnectorException told(ConnectorException refused) {
    Failure failure = refused.failure();
    if (failure.effect() == Effect.UNKNOWN) {
      doubtful = true;
      return refused;
    }
    boolean refusedAsDone =
        failure.kind() == Kind.SESSION_LOST || failure.kind() == Kind.NAME_TAKEN;
    return doubtful && refusedAsDone
        ? new ConnectorException(
            failure.withEffect(Effect.UNKNOWN),
            String.valueOf(refused.getMessage()),
            refused.getCause())
        : refused;
  }
}
