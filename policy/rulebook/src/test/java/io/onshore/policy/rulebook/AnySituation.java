package io.onshore.policy.rulebook;

import io.onshore.policy.AccountKind;
import io.onshore.policy.ConsentKind;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.DataClass;
import io.onshore.policy.Evidence;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Identity;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Sector;
import io.onshore.policy.Situation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Makes situations that nobody thought of; the same seed makes the same one. */
final class AnySituation {
  static final List<String> PLACES =
      List.of(
          "AU", "AU-NSW", "AU-VIC", "NZ", "GB", "IE", "DE", "FR", "NO", "CA", "CA-ON", "CA-QC",
          "CA-NS", "US", "US-FL", "PR", "CH", "SG", "JP", "AE", "IN", "BR", "CN", "RU", "ZZ");
  private static final List<String> ROLES =
      List.of(
          "hipaa_entity",
          "not_hipaa",
          "fl_cehrt_provider",
          "tx_covered_entity",
          "nhs_org",
          "sgbv_provider",
          "private_pay_only",
          "ns_public_body",
          "bc_public_body",
          "ab_custodian",
          "ohip_virtual_visit",
          "ch_public_body",
          "mhr_repository_operator",
          "medicaid_restricting_state");
  private static final List<String> CONTRACTS =
      List.of("DPA", "BAA", "SCC", "IDTA", "S203", "JP_EQUIV");
  private static final List<String> CERTS =
      List.of("DPF", "DPF_UK", "DPF_CH", "C5_T2", "HDS", "BAA_OFFERED", "DE_ESTABLISHMENT");
  private static final List<String> ASSESSMENTS =
      List.of(
          "PIA",
          "TIA",
          "TRA",
          "SIRO",
          "RISK_ANALYSIS",
          "DSP",
          "AE_EXCEPTION",
          "NS_HEAD_DETERMINATION",
          "JURISDICTION_REVIEW");

  private final Rulebook rulebook;
  private final Random random;

  private AnySituation(Rulebook rulebook, long seed) {
    this.rulebook = rulebook;
    this.random = new Random(seed);
  }

  static Situation of(Rulebook rulebook, long seed) {
    return new AnySituation(rulebook, seed).next();
  }

  static List<JurisdictionId> jurisdictions(Rulebook rulebook) {
    var ids = new ArrayList<JurisdictionId>();
    rulebook.jurisdictions().forEach(known -> ids.add(known.id()));
    List.of("ES", "BR", "AU-QLD", "US-CA", "ZZ").forEach(id -> ids.add(new JurisdictionId(id)));
    return ids;
  }

  private Situation next() {
    LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(2000));
    List<JurisdictionId> everywhere = jurisdictions(rulebook);
    Situation.Builder builder =
        Situation.of(one(everywhere), day)
            .sector(one(List.of(Sector.values())))
            .roles(some(ROLES))
            .tags(some(List.of("ehr", "mhr_record")))
            .endToEnd(random.nextBoolean())
            .metadataPlain(random.nextBoolean())
            .contracts(some(CONTRACTS))
            .certifications(some(CERTS))
            .assessments(some(ASSESSMENTS))
            .account(one(List.of(AccountKind.values())))
            .identity(one(List.of(Identity.values())))
            .evidence(evidence(day))
            .usPersons12m(random.nextInt(20_000))
            .consents(consents());
    for (DataClass dataClass : DataClass.values()) {
      if (random.nextInt(8) > 0) {
        builder.places(dataClass, places());
      }
    }
    return switch (random.nextInt(4)) {
      case 0 -> builder.build();
      case 1 -> builder.patientAtHome().build();
      case 2 -> builder.patientLawExcluded().build();
      default -> builder.patient(one(everywhere), one(List.of(PatientLaw.values()))).build();
    };
  }

  private Evidence evidence(LocalDate day) {
    return new Evidence(
        one(List.of(EvidenceGrade.values())),
        day.minusDays(random.nextInt(400)),
        random.nextInt(4) == 0
            ? Optional.of(day.plusDays(random.nextInt(20) - 10))
            : Optional.empty(),
        classes(),
        classes(),
        classes());
  }

  private Set<DataClass> classes() {
    return random.nextInt(3) == 0 ? Set.of(one(List.of(DataClass.values()))) : Set.of();
  }

  private Set<Place> places() {
    var places = new TreeSet<Place>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      places.add(new Place(one(PLACES)));
    }
    return places;
  }

  private List<ConsentOnFile> consents() {
    var consents = new ArrayList<ConsentOnFile>();
    for (ConsentKind kind : rulebook.consentKinds()) {
      if (random.nextInt(5) == 0) {
        consents.add(
            ConsentOnFile.of(
                kind.id(),
                random.nextBoolean() ? kind.mustState() : Set.of("country_named"),
                one(List.of(ConsentOnFile.Scope.values()))));
      }
    }
    return consents;
  }

  private Set<String> some(List<String> words) {
    var shuffled = new ArrayList<>(words);
    Collections.shuffle(shuffled, random);
    return new HashSet<>(shuffled.subList(0, random.nextInt(words.size() + 1)));
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
