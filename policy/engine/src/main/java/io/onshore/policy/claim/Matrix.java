package io.onshore.policy.claim;

import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Finding;
import io.onshore.policy.Hold;
import io.onshore.policy.Identity;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Sector;
import io.onshore.policy.Situation;
import io.onshore.policy.Weighing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the law says to each offer, going by what is publicly said of it and nothing else. A
 * practice's own evidence, contracts and assessments change a cell; this is where it starts.
 *
 * <p>Every cell assumes a private practice in the jurisdiction whose patient is at home there;
 * files sealed end to end with keys held at home; opaque names; a gateway at home; a destination
 * that is still the one that was approved; and nothing on file but what {@link Assumptions} say: no
 * assessment, no consent, nobody counted.
 *
 * @param cells offer by offer, and for each offer the jurisdictions as they were asked for
 */
public record Matrix(LocalDate day, Assumptions assumptions, List<Cell> cells) {
  public Matrix {
    cells = List.copyOf(cells);
  }

  /**
   * What is on file in every cell.
   *
   * @param contractsSigned whether every contract that is on offer is signed; if not, none is
   * @param roles what the practice is in law; roles of another country's law do no harm
   */
  public record Assumptions(boolean contractsSigned, Set<String> roles) {
    public Assumptions {
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    /**
     * A practice that did its part: it signed what is on offer, and in the United States it is
     * bound by HIPAA, as practices are unless somebody shows otherwise.
     */
    public static Assumptions usual() {
      return new Assumptions(true, Set.of("hipaa_entity"));
    }
  }

  /**
   * One offer under one jurisdiction's law.
   *
   * @param decision with all findings, and the situation it was decided for
   * @param freshest the statement behind it that was verified last, at the same day the one about
   *     the files and of the best grade; empty if no statement counts
   */
  public record Cell(
      Offer offer,
      JurisdictionId jurisdiction,
      Decision decision,
      Optional<EvidenceLine> freshest) {
    /** The most severe finding, with its words and what to do; empty if nothing was found. */
    public Optional<Finding> reason() {
      return decision.findings().stream().findFirst();
    }

    /** What is still missing, each once. */
    public List<Hold> holds() {
      return decision.holds();
    }
  }

  /** Decides every offer under every jurisdiction's law, as of a day. */
  public static Matrix of(
      Rulebook rulebook,
      Claims claims,
      List<JurisdictionId> jurisdictions,
      LocalDate day,
      Assumptions assumptions) {
    var cells = new ArrayList<Cell>();
    for (Offer offer : claims.offers()) {
      Weighing weighing = Weighing.of(rulebook, offer.lines(), day);
      Optional<EvidenceLine> freshest = freshest(weighing);
      for (JurisdictionId jurisdiction : jurisdictions) {
        Situation situation = situation(offer, weighing, jurisdiction, day, assumptions);
        cells.add(
            new Cell(offer, jurisdiction, PolicyEngine.decide(rulebook, situation), freshest));
      }
    }
    return new Matrix(day, assumptions, cells);
  }

  /** The cell of that offer under that jurisdiction's law. */
  public Optional<Cell> cell(String offer, JurisdictionId jurisdiction) {
    return cells.stream()
        .filter(cell -> cell.offer().id().equals(offer) && cell.jurisdiction().equals(jurisdiction))
        .findFirst();
  }

  private static Situation situation(
      Offer offer,
      Weighing weighing,
      JurisdictionId jurisdiction,
      LocalDate day,
      Assumptions assumptions) {
    Set<Place> home = Set.of(new Place(jurisdiction.country()));
    Situation.Builder usual =
        Situation.of(jurisdiction, day)
            .sector(Sector.PRIVATE)
            .roles(assumptions.roles())
            .patientAtHome()
            .places(DataClass.KEYS, home)
            .places(DataClass.GATEWAY, home)
            .endToEnd(true)
            .metadataPlain(false)
            .contracts(assumptions.contractsSigned() ? offer.contractsOnOffer() : Set.of())
            .certifications(offer.certifications())
            .account(offer.account())
            .identity(Identity.APPROVED);
    return weighing.applyTo(usual).build();
  }

  private static Optional<EvidenceLine> freshest(Weighing weighing) {
    return weighing.used().stream()
        .min(
            Comparator.comparing(EvidenceLine::observedOn, Comparator.reverseOrder())
                .thenComparing(EvidenceLine::dataClass)
                .thenComparing(EvidenceLine::grade));
  }
}
