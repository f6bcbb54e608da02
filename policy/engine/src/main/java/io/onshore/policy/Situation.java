package io.onshore.policy;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that is known about one push: the whole input of a decision. Nothing else counts, not
 * even the clock.
 *
 * @param practice whose law the practice is under
 * @param roles what the practice is in law, such as {@code hipaa_entity}
 * @param tags what the file is, such as {@code mhr_record}
 * @param patient where the patient is at home, if that was said
 * @param patientLaw whether that home's law follows the patient
 * @param places where each class of data is; a class that is absent or empty is in {@link
 *     Place#UNKNOWN}
 * @param endToEnd whether the file was sealed before upload with keys the provider never sees
 * @param metadataPlain whether names and folders tell who the patient is
 * @param contracts the agreements on file, such as {@code DPA}
 * @param certifications what the provider holds or offers, such as {@code DPF}
 * @param assessments the assessments and approvals on file, such as {@code PIA}
 * @param account whose account at the provider it is
 * @param identity whether the destination is still the one that was approved
 * @param evidence how well the places are proven
 * @param usPersons12m how many people in the United States the practice's data at the provider is
 *     about, over twelve months; {@link #UNCOUNTED} if nobody counted
 * @param evaluatedOn the day to decide for
 */
public record Situation(
    JurisdictionId practice,
    Sector sector,
    Set<String> roles,
    Set<String> tags,
    Optional<JurisdictionId> patient,
    PatientLaw patientLaw,
    Map<DataClass, Set<Place>> places,
    boolean endToEnd,
    boolean metadataPlain,
    Set<String> contracts,
    Set<String> certifications,
    Set<String> assessments,
    AccountKind account,
    Identity identity,
    Evidence evidence,
    List<ConsentOnFile> consents,
    long usPersons12m,
    LocalDate evaluatedOn) {

  /** Nobody counted; it is above every threshold. */
  public static final long UNCOUNTED = Long.MAX_VALUE;

  /**
   * @throws IllegalArgumentException if the patient's law is said to follow but not whose law it
   *     is, or the count is negative
   */
  public Situation {
    if (patientLaw == PatientLaw.YES && patient.isEmpty()) {
      throw new IllegalArgumentException(
          "the patient's law is said to follow, but the patient's jurisdiction is not given");
    }
    if (usPersons12m < 0) {
      throw new IllegalArgumentException("the count of US persons must not be negative");
    }
    roles = Sorted.copy(roles);
    tags = Sorted.copy(tags);
    contracts = Sorted.copy(contracts);
    certifications = Sorted.copy(certifications);
    assessments = Sorted.copy(assessments);
    consents = List.copyOf(consents);
    var all = new EnumMap<DataClass, Set<Place>>(DataClass.class);
    for (DataClass dataClass : DataClass.values()) {
      Set<Place> known = places.getOrDefault(dataClass, Set.of());
      all.put(dataClass, Sorted.copy(known.isEmpty() ? Set.of(Place.UNKNOWN) : known));
    }
    places = Sorted.copy(all);
  }

  /** The places of one class of data; never empty. */
  public Set<Place> places(DataClass dataClass) {
    return places.getOrDefault(dataClass, Set.of(Place.UNKNOWN));
  }

  /**
   * Starts from nothing known: no place, no contract, no evidence, not sealed, names in clear,
   * nobody counted, the patient's home not said.
   */
  public static Builder of(JurisdictionId practice, LocalDate evaluatedOn) {
    return new Builder(practice, evaluatedOn);
  }

  /** A builder that holds the same facts, for asking "what if". */
  public Builder toBuilder() {
    var builder = new Builder(practice, evaluatedOn);
    builder.sector = sector;
    builder.roles = roles;
    builder.tags = tags;
    builder.patient = patient;
    builder.patientLaw = patientLaw;
    builder.places.putAll(places);
    builder.endToEnd = endToEnd;
    builder.metadataPlain = metadataPlain;
    builder.contracts = contracts;
    builder.certifications = certifications;
    builder.assessments = assessments;
    builder.account = account;
    builder.identity = identity;
    builder.evidence = evidence;
    builder.consents = consents;
    builder.usPersons12m = usPersons12m;
    return builder;
  }

  /** Collects facts. What is not said stays unknown. Not for use by several threads. */
  public static final class Builder {
    private JurisdictionId practice;
    private LocalDate evaluatedOn;
    private Sector sector = Sector.PRIVATE;
    private Set<String> roles = Set.of();
    private Set<String> tags = Set.of();
    private Optional<JurisdictionId> patient = Optional.empty();
    private PatientLaw patientLaw = PatientLaw.UNKNOWN;
    private final Map<DataClass, Set<Place>> places = new EnumMap<>(DataClass.class);
    private boolean endToEnd;
    private boolean metadataPlain = true;
    private Set<String> contracts = Set.of();
    private Set<String> certifications = Set.of();
    private Set<String> assessments = Set.of();
    private AccountKind account = AccountKind.UNKNOWN;
    private Identity identity = Identity.UNKNOWN;
    private Evidence evidence = Evidence.NONE;
    private List<ConsentOnFile> consents = List.of();
    private long usPersons12m = UNCOUNTED;

    private Builder(JurisdictionId practice, LocalDate evaluatedOn) {
      this.practice = practice;
      this.evaluatedOn = evaluatedOn;
    }

    public Builder practice(JurisdictionId value) {
      practice = value;
      return this;
    }

    public Builder evaluatedOn(LocalDate value) {
      evaluatedOn = value;
      return this;
    }

    public Builder sector(Sector value) {
      sector = value;
      return this;
    }

    public Builder roles(Set<String> value) {
      roles = value;
      return this;
    }

    public Builder roles(String... values) {
      return roles(Set.of(values));
    }

    public Builder tags(Set<String> value) {
      tags = value;
      return this;
    }

    public Builder tags(String... values) {
      return tags(Set.of(values));
    }

    /** The patient is at home there, and that law does, does not, or may follow. */
    public Builder patient(JurisdictionId home, PatientLaw law) {
      patient = Optional.of(home);
      patientLaw = law;
      return this;
    }

    /** The patient is at home where the practice is. */
    public Builder patientAtHome() {
      return patient(practice, PatientLaw.YES);
    }

    /** Only the practice's law counts, wherever the patient is at home. */
    public Builder patientLawExcluded() {
      patient = Optional.empty();
      patientLaw = PatientLaw.NO;
      return this;
    }

    public Builder places(DataClass dataClass, Set<Place> value) {
      places.put(dataClass, value);
      return this;
    }

    /** The same with codes such as {@code AU-NSW}. */
    public Builder places(DataClass dataClass, String... codes) {
      var value = new TreeSet<Place>();
      for (String code : codes) {
        value.add(new Place(code));
      }
      return places(dataClass, value);
    }

    public Builder endToEnd(boolean value) {
      endToEnd = value;
      return this;
    }

    public Builder metadataPlain(boolean value) {
      metadataPlain = value;
      return this;
    }

    public Builder contracts(Set<String> value) {
      contracts = value;
      return this;
    }

    public Builder contracts(String... values) {
      return contracts(Set.of(values));
    }

    public Builder certifications(Set<String> value) {
      certifications = value;
      return this;
    }

    public Builder certifications(String... values) {
      return certifications(Set.of(values));
    }

    public Builder assessments(Set<String> value) {
      assessments = value;
      return this;
    }

    public Builder assessments(String... values) {
      return assessments(Set.of(values));
    }

    public Builder account(AccountKind value) {
      account = value;
      return this;
    }

    public Builder identity(Identity value) {
      identity = value;
      return this;
    }

    public Builder evidence(Evidence value) {
      evidence = value;
      return this;
    }

    public Builder evidence(EvidenceGrade grade, LocalDate verifiedOn) {
      return evidence(new Evidence(grade, verifiedOn));
    }

    public Builder consents(List<ConsentOnFile> value) {
      consents = value;
      return this;
    }

    public Builder consents(ConsentOnFile... values) {
      return consents(List.of(values));
    }

    public Builder usPersons12m(long value) {
      usPersons12m = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException as {@link Situation}
     */
    public Situation build() {
      return new Situation(
          practice,
          sector,
          roles,
          tags,
          patient,
          patientLaw,
          places,
          endToEnd,
          metadataPlain,
          contracts,
          certifications,
          assessments,
          account,
          identity,
          evidence,
          consents,
          usPersons12m,
          evaluatedOn);
    }
  }
}
