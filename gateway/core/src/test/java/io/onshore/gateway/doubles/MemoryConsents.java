package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.consent.Acknowledgement;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.ConsentOnFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The register as lists. Safe for several threads. */
public final class MemoryConsents implements ConsentRegister {
  private final MemoryTrail trail;
  private final List<Acknowledgement> acknowledgements = new ArrayList<>();
  private final Map<String, List<ConsentOnFile>> consents = new TreeMap<>();

  public MemoryConsents(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized void acknowledge(Acknowledgement acknowledgement, AuditEvent event) {
    acknowledgements.add(acknowledgement);
    trail.append(event);
  }

  @Override
  public synchronized Map<String, Instant> acknowledged(
      PracticeId practice, String person, DestinationId destination, String rulebook, Instant now) {
    Map<String, Instant> remembered = new HashMap<>();
    acknowledgements.stream()
        .filter(each -> each.practice().equals(practice))
        .filter(each -> each.person().equals(person))
        .filter(each -> each.destination().equals(destination))
        .filter(each -> each.rulebook().equals(rulebook))
        .filter(each -> each.expiresAt().isAfter(now))
        .forEach(each -> each.findings().forEach(rule -> remembered.put(rule, each.expiresAt())));
    return remembered;
  }

  @Override
  public synchronized void recordConsent(
      PracticeId practice,
      TransferId transfer,
      ConsentOnFile consent,
      String reference,
      AuditEvent event) {
    consents.computeIfAbsent(practice + " " + transfer, ignored -> new ArrayList<>()).add(consent);
    trail.append(event);
  }

  @Override
  public synchronized List<ConsentOnFile> consents(PracticeId practice, TransferId transfer) {
    return List.copyOf(consents.getOrDefault(practice + " " + transfer, List.of()));
  }
}
