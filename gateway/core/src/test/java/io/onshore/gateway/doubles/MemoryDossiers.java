package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.dossier.FiledPaper;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.practice.PracticeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is on file, as lists. Safe for several threads. */
public final class MemoryDossiers implements Dossiers {
  private final MemoryTrail trail;
  private final List<FiledPaper> papers = new ArrayList<>();
  private final List<Attestation> attestations = new ArrayList<>();
  private final Map<String, byte[]> attachments = new HashMap<>();
  private final Set<String> withdrawn = new HashSet<>();
  private final List<Pin> pins = new ArrayList<>();

  public MemoryDossiers(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized Dossier of(PracticeId practice) {
    Map<DestinationId, Pin> newest = new HashMap<>();
    pins.stream()
        .filter(pin -> pin.practice().equals(practice))
        .forEach(pin -> newest.put(pin.destination(), pin));
    return new Dossier(
        papers.stream()
            .filter(each -> each.practice().equals(practice) && !withdrawn.contains(each.id()))
            .toList(),
        attestations.stream()
            .filter(each -> each.practice().equals(practice) && !withdrawn.contains(each.id()))
            .toList(),
        newest);
  }

  @Override
  public synchronized void file(FiledPaper paper, AuditEvent event) {
    papers.add(paper);
    trail.append(event);
  }

  @Override
  public synchronized void file(Attestation attestation, byte[] attachment, AuditEvent event) {
    attestations.add(attestation);
    attachments.put(attestation.practice() + " " + attestation.id(), attachment.clone());
    trail.append(event);
  }

  @Override
  public synchronized boolean withdraw(PracticeId practice, String id, AuditEvent event) {
    Dossier dossier = of(practice);
    boolean known =
        dossier.papers().stream().anyMatch(each -> each.id().equals(id))
            || dossier.attestations().stream().anyMatch(each -> each.id().equals(id));
    if (known) {
      withdrawn.add(id);
      trail.append(event);
    }
    return known;
  }

  @Override
  public synchronized Optional<byte[]> attachment(PracticeId practice, String attestation) {
    return Optional.ofNullable(attachments.get(practice + " " + attestation)).map(byte[]::clone);
  }

  @Override
  public synchronized void pin(Pin pin, AuditEvent event) {
    pins.add(pin);
    trail.append(event);
  }
}
