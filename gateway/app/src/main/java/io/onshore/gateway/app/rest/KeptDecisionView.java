package io.onshore.gateway.app.rest;

import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.policy.DataClass;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Situation;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A decision with the whole of its input. */
public record KeptDecisionView(DecisionView decision, String baseRulebook, FactsView facts) {
  static KeptDecisionView of(DecisionRecord record) {
    return new KeptDecisionView(
        DecisionView.of(record),
        "sha256:" + record.base(),
        FactsView.of(record.decision().situation()));
  }

  /**
   * What was known.
   *
   * @param places by class of data; {@code ZZ} is unknown
   * @param account whose account it is
   * @param identity whether the destination was the one that was approved
   */
  public record FactsView(
      String practiceJurisdiction,
      String sector,
      Set<String> roles,
      Set<String> tags,
      Optional<String> patientJurisdiction,
      String patientLaw,
      Map<String, List<String>> places,
      boolean endToEnd,
      boolean metadataPlain,
      Set<String> contracts,
      Set<String> certifications,
      Set<String> assessments,
      String account,
      String identity,
      String grade,
      LocalDate verifiedOn,
      List<String> consents,
      LocalDate evaluatedOn) {
    static FactsView of(Situation situation) {
      Map<String, List<String>> places = new TreeMap<>();
      for (DataClass dataClass : DataClass.values()) {
        places.put(
            dataClass.name(), situation.places(dataClass).stream().map(Place::code).toList());
      }
      return new FactsView(
          situation.practice().value(),
          word(situation.sector()),
          situation.roles(),
          situation.tags(),
          situation.patient().map(JurisdictionId::value),
          word(situation.patientLaw()),
          places,
          situation.endToEnd(),
          situation.metadataPlain(),
          situation.contracts(),
          situation.certifications(),
          situation.assessments(),
          word(situation.account()),
          word(situation.identity()),
          situation.evidence().grade().name(),
          situation.evidence().verifiedOn(),
          situation.consents().stream().map(consent -> consent.kind()).toList(),
          situation.evaluatedOn());
    }

    private static String word(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }
  }
}
