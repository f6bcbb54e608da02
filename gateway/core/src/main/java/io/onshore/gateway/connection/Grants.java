package io.onshore.gateway.connection;

import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The durable truth about grants; tokens are sealed where they rest. Every step is written with its
 * audit event in one transaction. Safe for several threads and replicas.
 */
public interface Grants {
  /**
   * What a connection's connector gets its tokens from. A renewal that the provider refuses with
   * {@link io.onshore.connector.Failure.Kind#REAUTHORISE} makes a person's grant {@link
   * Grant.State#DEAD}; from then on nobody asks the provider until a person reconnects.
   */
  TokenVault vault(AccountId account);

  /** How a connection's account stands. */
  Grant of(AccountId account);

  /** A practice's grants, by the id of the connection. */
  Map<String, Grant> of(PracticeId practice);

  /**
   * Keeps what a person's consent brought, in place of what was there, and makes the transfers due
   * that wait for it.
   *
   * @param destinations the connection's, whose transfers wait
   * @return false, and nothing is kept, if the account is just being disconnected
   */
  boolean connected(
      AccountId account,
      Tokens tokens,
      String person,
      Set<DestinationId> destinations,
      AuditEvent event,
      Instant at);

  /**
   * Begins to disconnect: from now on no connector gets tokens. What there is stays until {@link
   * #disconnected}, because ending the grant at the provider needs it.
   *
   * @return false, and no event, if there is nothing to disconnect or somebody has begun already
   */
  boolean disconnecting(AccountId account, AuditEvent event, Instant at);

  /** The grants that are being disconnected. */
  List<AccountId> disconnecting();

  /**
   * The tokens by which a grant that is being disconnected can be ended at the provider; empty if
   * there are none, or they cannot be read any more.
   *
   * @throws StillRenewing while a renewal that began before is under way: its tokens count as well
   */
  Optional<Tokens> tokensToEnd(AccountId account, Instant now) throws StillRenewing;

  /** Forgets the tokens of a grant that is being disconnected; harmless if that is done. */
  void disconnected(AccountId account, AuditEvent event, Instant at);

  /**
   * Forgets an application's tokens, because the settings that they were had by changed; the next
   * use asks for others. What a person granted stays.
   */
  void forgetOwn(AccountId account);

  /** A renewal is under way. */
  final class StillRenewing extends Exception {
    private static final long serialVersionUID = 1L;

    public StillRenewing() {
      super("the connection's tokens are just being renewed");
    }
  }
}
