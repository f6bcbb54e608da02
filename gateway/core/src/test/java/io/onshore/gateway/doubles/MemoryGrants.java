package io.onshore.gateway.doubles;

import io.onshore.connector.Failure;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.Grant;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.connection.PageVisit;
import io.onshore.gateway.connection.PageVisits;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Grants and the people on their way as maps that outlive the process. */
public final class MemoryGrants implements Grants, PageVisits {
  private final MemoryTrail trail;
  private final MemoryJournal journal;
  private final Map<AccountId, Grant> grants = new HashMap<>();
  private final Map<AccountId, Tokens> tokens = new HashMap<>();
  private final Map<String, PageVisit> visits = new HashMap<>();

  /** Whether a renewal is under way. */
  public volatile boolean renewing;

  public MemoryGrants(MemoryTrail trail, MemoryJournal journal) {
    this.trail = trail;
    this.journal = journal;
  }

  /** Everything that is kept of people on their way. */
  public synchronized String kept() {
    return visits.keySet().toString();
  }

  /** Lets a grant die, as a refused renewal does. */
  public synchronized void kill(AccountId account, Instant at) {
    grants.put(account, of(account).dead(at, "the provider refused"));
  }

  @Override
  public synchronized TokenVault vault(AccountId account) {
    return Optional.ofNullable(tokens.get(account))
        .map(MemoryVault::new)
        .orElseGet(MemoryVault::new);
  }

  @Override
  public synchronized Grant of(AccountId account) {
    return grants.getOrDefault(account, Grant.NONE);
  }

  @Override
  public synchronized void forgetOwn(AccountId account) {
    if (of(account).person().isEmpty()) {
      grants.remove(account);
      tokens.remove(account);
    }
  }

  @Override
  public synchronized Map<String, Grant> of(PracticeId practice) {
    Map<String, Grant> own = new HashMap<>();
    grants.forEach(
        (account, grant) -> {
          if (account.practice().equals(practice)) {
            own.put(account.connection(), grant);
          }
        });
    return own;
  }

  @Override
  public synchronized boolean connected(
      AccountId account,
      Tokens given,
      String person,
      Set<DestinationId> destinations,
      AuditEvent event,
      Instant at) {
    if (of(account).state() == Grant.State.DISCONNECTING) {
      return false;
    }
    grants.put(
        account,
        of(account).by(person, at).renewed(given.scopes(), given.refresh().isPresent(), at));
    tokens.put(account, given);
    journal.goOn(account.practice(), destinations, Failure.Kind.REAUTHORISE.name());
    trail.append(event);
    return true;
  }

  @Override
  public synchronized boolean disconnecting(AccountId account, AuditEvent event, Instant at) {
    Grant.State state = of(account).state();
    if (state != Grant.State.LIVING && state != Grant.State.DEAD) {
      return false;
    }
    grants.put(account, of(account).in(Grant.State.DISCONNECTING));
    trail.append(event);
    return true;
  }

  @Override
  public synchronized List<AccountId> disconnecting() {
    return grants.keySet().stream()
        .filter(account -> of(account).state() == Grant.State.DISCONNECTING)
        .toList();
  }

  @Override
  public synchronized Optional<Tokens> tokensToEnd(AccountId account, Instant now)
      throws StillRenewing {
    if (renewing) {
      throw new StillRenewing();
    }
    return Optional.ofNullable(tokens.get(account));
  }

  @Override
  public synchronized void disconnected(AccountId account, AuditEvent event, Instant at) {
    if (of(account).state() == Grant.State.DISCONNECTING) {
      grants.put(account, of(account).in(Grant.State.ENDED));
      tokens.remove(account);
      trail.append(event);
    }
  }

  @Override
  public synchronized void keep(String stateDigest, PageVisit visit, AuditEvent event) {
    visits.put(stateDigest, visit);
    trail.append(event);
  }

  @Override
  public synchronized Optional<PageVisit> take(String stateDigest, Instant now) {
    return Optional.ofNullable(visits.remove(stateDigest))
        .filter(visit -> now.isBefore(visit.expiresAt()));
  }
}
