package io.onshore.gateway.dossier;

import io.onshore.gateway.destination.DestinationId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is on file about a practice's destinations and was not withdrawn.
 *
 * @param pins the newest of each destination
 */
public record Dossier(
    List<FiledPaper> papers, List<Attestation> attestations, Map<DestinationId, Pin> pins) {
  /** Nothing is on file. */
  public static final Dossier EMPTY = new Dossier(List.of(), List.of(), Map.of());

  public Dossier {
    papers = List.copyOf(papers);
    attestations = List.copyOf(attestations);
    pins = Map.copyOf(pins);
  }

  /** The papers about one destination. */
  public List<FiledPaper> papers(DestinationId destination) {
    return papers.stream().filter(each -> each.destination().equals(destination)).toList();
  }

  /** The attestations about one destination. */
  public List<Attestation> attestations(DestinationId destination) {
    return attestations.stream().filter(each -> each.destination().equals(destination)).toList();
  }

  /** What was approved of one destination. */
  public Optional<Pin> pin(DestinationId destination) {
    return Optional.ofNullable(pins.get(destination));
  }
}
