package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.consent.Acknowledgement;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.EmergencySend;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The register as lists. Safe for several threads. */
public final class MemoryConsents implements ConsentRegister {
  private final MemoryTrail trail;
  private final List<Acknowledgement> acknowledgements = new ArrayList<>();
  private final List<RecordedConsent> consents = new ArrayList<>();
  private final List<EmergencySend> emergencies = new ArrayList<>();
  private final MemoryCases cases;

  public MemoryConsents(MemoryTrail trail, MemoryCases cases) {
    this.trail = trail;
    this.cases = cases;
  }

  @Override
  public synchronized void acknowledge(
      Acknowledgement acknowledgement,
      TransferId transfer,
      AuditEvent event,
      Consequences consequences) {
    acknowledgements.add(acknowledgement);
    trail.append(event);
    cases.keep(acknowledgement.practice(), transfer, consequences);
  }

  @Override
  public synchronized boolean declare(
      EmergencySend emergency, AuditEvent event, Consequences consequences) {
    if (emergency(emergency.practice(), emergency.transfer()).isPresent()) {
      return false;
    }
    emergencies.add(emergency);
    trail.append(event);
    cases.keep(emergency.practice(), emergency.transfer(), consequences);
    return true;
  }

  @Override
  public synchronized Optional<EmergencySend> emergency(PracticeId practice, TransferId transfer) {
    return emergencies.stream()
        .filter(each -> each.practice().equals(practice) && each.transfer().equals(transfer))
        .findFirst();
  }

  @Override
  public synchronized List<Remembered> acknowledged(
      PracticeId practice, String person, Instant now) {
    List<Remembered> remembered = new ArrayList<>();
    acknowledgements.stream()
        .filter(each -> each.practice().equals(practice))
        .filter(each -> each.person().equals(person))
        .filter(each -> each.expiresAt().isAfter(now))
        .forEach(
            each ->
                each.findings()
                    .forEach(
                        (rule, version) ->
                            remembered.add(
                                new Remembered(
                                    each.destination(), rule, version, each.expiresAt()))));
    return remembered;
  }

  @Override
  public synchronized void record(RecordedConsent consent, AuditEvent event) {
    consents.add(consent);
    trail.append(event);
  }

  @Override
  public synchronized Optional<RecordedConsent> consent(PracticeId practice, String id) {
    return consents.stream()
        .filter(each -> each.practice().equals(practice) && each.id().equals(id))
        .findFirst();
  }

  @Override
  public synchronized List<RecordedConsent> covering(
      PracticeId practice,
      TransferId transfer,
      DestinationId destination,
      Optional<String> patientReference) {
    return consents.stream()
        .filter(each -> each.practice().equals(practice))
        .filter(each -> each.covers(transfer, destination, patientReference))
        .toList();
  }

  @Override
  public synchronized boolean withdraw(
      PracticeId practice, String id, LocalDate on, AuditEvent event) {
    Optional<RecordedConsent> standing =
        consent(practice, id).filter(each -> each.consent().withdrawnOn().isEmpty());
    standing.ifPresent(
        each -> {
          consents.set(consents.indexOf(each), each.withdrawn(on));
          trail.append(event);
        });
    return standing.isPresent();
  }
}
