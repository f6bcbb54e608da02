package io.onshore.gateway.expiry;

import io.onshore.gateway.connection.Grant;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells what a practice relies on ends when. Safe for several threads. */
public final class ExpiryCalendar {
  private final Supplier<SetUp> setUp;
  private final Connectors connectors;
  private final Grants grants;
  private final Dossiers dossiers;

  public ExpiryCalendar(
      Supplier<SetUp> setUp, Connectors connectors, Grants grants, Dossiers dossiers) {
    this.setUp = setUp;
    this.connectors = connectors;
    this.grants = grants;
    this.dossiers = dossiers;
  }

  /** Everything of a practice that has an end, the nearest first; what has ended too. */
  public List<Expiry> of(PracticeId practice) {
    List<Expiry> expiries = new ArrayList<>();
    Map<String, Grant> known = grants.of(practice);
    for (Connection connection : setUp.get().connections(practice)) {
      add(expiries, connection, Optional.ofNullable(known.get(connection.id())));
    }
    Dossier dossier = dossiers.of(practice);
    for (StorageDestination destination : setUp.get().destinations(practice)) {
      add(expiries, destination, dossier);
    }
    expiries.sort(
        Comparator.comparing(Expiry::on)
            .thenComparing(Expiry::target)
            .thenComparing(Expiry::kind)
            .thenComparing(Expiry::subject));
    return List.copyOf(expiries);
  }

  private void add(List<Expiry> expiries, Connection connection, Optional<Grant> grant) {
    connection
        .secretsExpireOn()
        .ifPresent(
            on ->
                expiries.add(
                    new Expiry(
                        Expiry.Kind.SECRETS,
                        Expiry.About.CONNECTION,
                        connection.id(),
                        "secrets",
                        on,
                        "make a new secret at the provider, put it into the connection, and note"
                            + " its end")));
    grant
        .filter(each -> each.state() == Grant.State.DEAD)
        .flatMap(Grant::deadSince)
        .ifPresent(
            since ->
                expiries.add(
                    new Expiry(
                        Expiry.Kind.GRANT,
                        Expiry.About.CONNECTION,
                        connection.id(),
                        "account",
                        day(since),
                        "reconnect the account; what waits goes on by itself")));
    grant
        .filter(each -> each.state() == Grant.State.LIVING && each.person().isPresent())
        .flatMap(Grant::renewedAt)
        .flatMap(last -> unusedUntil(connection, last))
        .ifPresent(
            on ->
                expiries.add(
                    new Expiry(
                        Expiry.Kind.GRANT,
                        Expiry.About.CONNECTION,
                        connection.id(),
                        "account",
                        on,
                        "unless the account is used before, sign in again: the provider ends what"
                            + " nobody uses")));
  }

  /** The last day of a grant, counted from its last renewal. */
  private Optional<LocalDate> unusedUntil(Connection connection, Instant last) {
    return connectors.grantLife(connection.provider()).map(life -> day(last.plus(life.unused())));
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private static void add(List<Expiry> expiries, StorageDestination destination, Dossier dossier) {
    dossier
        .attestations(destination.id())
        .forEach(
            each ->
                each.claim()
                    .validUntil()
                    .ifPresent(
                        on ->
                            expiries.add(
                                expiry(
                                    Expiry.Kind.ATTESTATION,
                                    destination,
                                    each.id(),
                                    on,
                                    "look at the provider's page again, and attest anew"))));
    for (Claim claim : destination.claims()) {
      claim
          .validUntil()
          .ifPresent(
              on ->
                  expiries.add(
                      expiry(
                          Expiry.Kind.CLAIM,
                          destination,
                          claim.dataClass().name(),
                          on,
                          "read the paper again, and note its new end in the set-up")));
    }
    for (Paper paper : destination.papers()) {
      add(expiries, destination, paper.kind(), paper);
    }
    dossier
        .papers(destination.id())
        .forEach(filed -> add(expiries, destination, filed.id(), filed.paper()));
    destination
        .use()
        .reviewOn()
        .ifPresent(
            on ->
                expiries.add(
                    expiry(
                        Expiry.Kind.REVIEW,
                        destination,
                        "review",
                        on,
                        "look at the destination's evidence and who may use it, and set the next"
                            + " day")));
  }

  private static void add(
      List<Expiry> expiries, StorageDestination destination, String subject, Paper paper) {
    paper
        .expiresOn()
        .ifPresent(
            on ->
                expiries.add(
                    expiry(
                        Expiry.Kind.PAPER,
                        destination,
                        subject,
                        on,
                        "renew paper `" + paper.kind() + "`, and put the new one on file")));
  }

  private static Expiry expiry(
      Expiry.Kind kind, StorageDestination destination, String subject, LocalDate on, String hint) {
    return new Expiry(kind, Expiry.About.DESTINATION, destination.id().value(), subject, on, hint);
  }
}
