package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.consent.Acknowledgement;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
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

  public MemoryConsents(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized void acknowledge(Acknowledgement acknowledgement, AuditEvent event) {
    acknowledgements.add(acknowledgement);
    trail.append(event);
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
