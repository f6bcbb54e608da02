package io.onshore.gateway.guide;

import io.onshore.gateway.destination.Paper;
import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import java.time.Duration;
import java.util.Set;

/**
 * When a step of a guide is done, by what the gateway can look at. The words in which guides are
 * written; each is decided in {@link Sight}.
 */
public sealed interface Condition {
  /** The account can be used: a person connected it, or it acts as the application. */
  record Connected() implements Condition {}

  /** The account was granted all that sending needs, and nothing more. */
  record Granted() implements Condition {}

  /** Whose account it is. */
  record Account(AccountKind kind) implements Condition {}

  /** The provider tells who owns the place, and that its own organisation does. */
  record Owned() implements Condition {}

  /**
   * The provider tells something.
   *
   * @param field where its connector says that it comes from, as on its fact sheet
   * @param labels which of its words count; empty if each does
   */
  record Told(String field, Set<String> labels) implements Condition {
    public Told {
      labels = Set.copyOf(labels);
    }
  }

  /**
   * A class of data rests in the practice's country and nowhere else.
   *
   * @param least the lowest grade of a statement that counts
   */
  record Rests(DataClass about, EvidenceGrade least) implements Condition {}

  /** An admin attested where a class of data rests, and it has not ended. */
  record Attested(DataClass about) implements Condition {}

  /** Who is behind the destination is who was approved. */
  record Approved() implements Condition {}

  /** A paper of one of these kinds is on file and counts. */
  record OnFile(Paper.Sort sort, Set<String> kinds) implements Condition {
    public OnFile {
      kinds = Set.copyOf(kinds);
    }
  }

  /** A file was stored, compared and deleted, not longer ago than this. */
  record Proven(Duration within) implements Condition {}

  /** The day on which an admin looks again is noted, and has not passed. */
  record ReviewPlanned() implements Condition {}

  /** The day on which the connection's secrets end is noted. */
  record SecretsNoted() implements Condition {}

  /** By the practice's rules files may go there without anybody's doing. */
  record Cleared() implements Condition {}
}
