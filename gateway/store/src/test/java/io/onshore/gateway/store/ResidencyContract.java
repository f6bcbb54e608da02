package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.Acknowledgement;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.ConsentRegister.Remembered;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.FiledPaper;
import io.onshore.gateway.dossier.FilingDesk;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCase.Affected;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.KeptTexts.Kept;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersion.State;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.StoreException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal.KeptDecision;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.ConsentOnFile.Scope;
import io.onshore.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds on every database for evidence, what is on file, rules and cases. */
abstract class ResidencyContract extends WebhookContract {
  private static final DestinationId ELSEWHERE = new DestinationId("drive-elsewhere");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, -1};
  private static final Optional<String> PATIENT = Optional.of("case:2026-0815");

  private static AuditEvent event(AuditType type, String target) {
    return Samples.event(Samples.PRACTICE, type, target);
  }

  private List<AuditEvent> about(String target) {
    return store.trail().about(Samples.PRACTICE, target);
  }

  // Evidence.

  private void keep(PracticeId practice, DestinationId destination, ResidencyEvidence evidence) {
    store
        .evidence()
        .keep(
            practice,
            destination,
            evidence,
            Samples.event(practice, AuditType.EVIDENCE_PROBED, destination.value()));
  }

  @Test
  void keepsEveryAnswerAndGivesTheNewest() {
    keep(Samples.PRACTICE, Samples.DESTINATION, Samples.evidence(9));
    keep(Samples.PRACTICE, Samples.DESTINATION, Samples.evidence(5));
    keep(Samples.PRACTICE, Samples.DESTINATION, Samples.evidence(7));
    keep(Samples.PRACTICE, ELSEWHERE, Samples.evidence(1));
    keep(Samples.OTHER, Samples.DESTINATION, Samples.evidence(99));

    assertThat(store.evidence().newest(Samples.PRACTICE, Samples.DESTINATION))
        .contains(Samples.evidence(9));
    assertThat(store.evidence().newest(Samples.PRACTICE))
        .isEqualTo(
            Map.of(Samples.DESTINATION, Samples.evidence(9), ELSEWHERE, Samples.evidence(1)));
    assertThat(store.evidence().history(Samples.PRACTICE, Samples.DESTINATION, 2))
        .containsExactly(Samples.evidence(9), Samples.evidence(7));
    assertThat(store.evidence().history(Samples.OTHER, ELSEWHERE, 2)).isEmpty();
    assertThat(store.evidence().newest(Samples.OTHER, ELSEWHERE)).isEmpty();
    assertThat(store.evidence().newest(new PracticeId("nobody"))).isEmpty();
  }

  @Test
  void givesTheLastOfTwoAnswersOfTheSameMoment() {
    ResidencyEvidence first = Samples.evidence(1);
    ResidencyEvidence second = new ResidencyEvidence(first.observedAt(), List.of());
    keep(Samples.PRACTICE, Samples.DESTINATION, first);
    keep(Samples.PRACTICE, Samples.DESTINATION, second);
    assertThat(store.evidence().newest(Samples.PRACTICE))
        .containsExactly(Map.entry(Samples.DESTINATION, second));
    assertThat(store.evidence().history(Samples.PRACTICE, Samples.DESTINATION, 9))
        .containsExactly(second, first);
  }

  // What is on file.

  private FiledPaper filed(FiledPaper paper) {
    store
        .dossiers()
        .file(paper, Samples.event(paper.practice(), AuditType.PAPER_FILED, paper.id()));
    return paper;
  }

  private Attestation filed(Attestation attestation, byte[] attachment) {
    store
        .dossiers()
        .file(
            attestation,
            attachment,
            Samples.event(attestation.practice(), AuditType.ATTESTATION_FILED, attestation.id()));
    return attestation;
  }

  private Pin pinned(Pin pin) {
    store
        .dossiers()
        .pin(
            pin,
            Samples.event(
                pin.practice(), AuditType.DESTINATION_APPROVED, pin.destination().value()));
    return pin;
  }

  private boolean withdraw(PracticeId practice, String id) {
    return store
        .dossiers()
        .withdraw(practice, id, Samples.event(practice, AuditType.PAPER_WITHDRAWN, id));
  }

  private static final Paper RICH =
      new Paper(
          Paper.Sort.CONTRACT,
          "DPA",
          Optional.of("Business Plus"),
          Optional.of(TODAY.minusYears(1)),
          Optional.of(TODAY.plusYears(1)));
  private static final Paper POOR = Paper.of(Paper.Sort.ASSESSMENT, "PIA");

  @Test
  void givesBackWhatIsOnFile() throws Exception {
    FiledPaper rich = filed(Samples.paper(Samples.PRACTICE, RICH));
    FiledPaper poor = filed(Samples.paper(Samples.PRACTICE, POOR));
    Attestation attestation = filed(Samples.attestation(Samples.PRACTICE, PICTURE), PICTURE);
    Pin pin = pinned(Samples.pin(Samples.PRACTICE, Samples.DESTINATION, "o", Samples.NOW));
    close();
    start();
    assertThat(store.dossiers().of(Samples.PRACTICE))
        .isEqualTo(
            new Dossier(
                List.of(rich, poor), List.of(attestation), Map.of(Samples.DESTINATION, pin)));
    assertThat(store.dossiers().attachment(Samples.PRACTICE, attestation.id())).contains(PICTURE);
    assertThat(about(rich.id()).stream().map(AuditEvent::type))
        .containsExactly(AuditType.PAPER_FILED);
    assertThat(about(attestation.id()).stream().map(AuditEvent::type))
        .containsExactly(AuditType.ATTESTATION_FILED);
  }

  @Test
  void keepsTheLargestAttachmentByteForByte() {
    byte[] large = new byte[FilingDesk.MOST_ATTACHED];
    new Random(17).nextBytes(large);
    Attestation attestation = filed(Samples.attestation(Samples.PRACTICE, large), large);
    assertThat(store.dossiers().attachment(Samples.PRACTICE, attestation.id())).contains(large);
  }

  @Test
  void showsNobodyElseWhatIsOnFile() {
    FiledPaper paper = filed(Samples.paper(Samples.PRACTICE, RICH));
    Attestation attestation = filed(Samples.attestation(Samples.PRACTICE, PICTURE), PICTURE);
    pinned(Samples.pin(Samples.PRACTICE, Samples.DESTINATION, "o", Samples.NOW));
    Pin theirs = pinned(Samples.pin(Samples.OTHER, Samples.DESTINATION, "p", Samples.NOW));
    assertThat(store.dossiers().of(Samples.OTHER))
        .isEqualTo(new Dossier(List.of(), List.of(), Map.of(Samples.DESTINATION, theirs)));
    assertThat(store.dossiers().attachment(Samples.OTHER, attestation.id())).isEmpty();
    assertThat(withdraw(Samples.OTHER, paper.id())).isFalse();
    assertThat(withdraw(Samples.OTHER, attestation.id())).isFalse();
    assertThat(store.trail().about(Samples.OTHER, paper.id())).isEmpty();
    assertThat(store.dossiers().of(Samples.PRACTICE).papers()).containsExactly(paper);
    assertThat(store.dossiers().of(Samples.PRACTICE).attestations()).containsExactly(attestation);
    assertThat(store.dossiers().of(Samples.PRACTICE).pin(Samples.DESTINATION))
        .hasValueSatisfying(pin -> assertThat(pin.identity().owner()).contains("o"));
  }

  @Test
  void withdrawsOnceAndKeepsTheRow() {
    FiledPaper paper = filed(Samples.paper(Samples.PRACTICE, RICH));
    Attestation attestation = filed(Samples.attestation(Samples.PRACTICE, PICTURE), PICTURE);
    for (String id : List.of(paper.id(), attestation.id())) {
      assertThat(withdraw(Samples.PRACTICE, id)).isTrue();
      assertThat(withdraw(Samples.PRACTICE, id)).isFalse();
      assertThat(about(id)).hasSize(2);
    }
    assertThat(withdraw(Samples.PRACTICE, Samples.id("pap_"))).isFalse();
    assertThat(store.dossiers().of(Samples.PRACTICE)).isEqualTo(Dossier.EMPTY);
    String withdrawn = " WHERE withdrawn_by = 'auth0|admin' AND withdrawn_at IS NOT NULL";
    assertThat(one("SELECT count(*) FROM filed_paper" + withdrawn)).isEqualTo(1);
    assertThat(one("SELECT count(*) FROM attestation" + withdrawn)).isEqualTo(1);
    assertThat(store.dossiers().attachment(Samples.PRACTICE, attestation.id())).contains(PICTURE);
  }

  @Test
  void letsOneOfSeveralWithdrawalsPass() throws Exception {
    FiledPaper paper = filed(Samples.paper(Samples.PRACTICE, RICH));
    assertThat(together(4, () -> withdraw(Samples.PRACTICE, paper.id()))).containsOnlyOnce(true);
    assertThat(about(paper.id())).hasSize(2);
  }

  @Test
  void countsTheNewestPin() {
    pinned(Samples.pin(Samples.PRACTICE, Samples.DESTINATION, "a", Samples.NOW.plusSeconds(9)));
    Pin newest = pinned(Samples.pin(Samples.PRACTICE, Samples.DESTINATION, "b", Samples.NOW));
    Pin elsewhere = pinned(Samples.pin(Samples.PRACTICE, ELSEWHERE, "a", Samples.NOW));
    assertThat(store.dossiers().of(Samples.PRACTICE).pins())
        .isEqualTo(Map.of(Samples.DESTINATION, newest, ELSEWHERE, elsewhere));
    assertThat(one("SELECT count(*) FROM pin")).isEqualTo(3);
  }

  // A practice's own rules.

  private RulesVersion proposed(PracticeId practice, PracticeRules rules) {
    return store
        .versions()
        .propose(
            practice,
            rules,
            "auth0|ada",
            Samples.NOW,
            "because “so”",
            number -> Samples.event(practice, AuditType.RULES_PROPOSED, "rules-" + number));
  }

  private boolean decided(PracticeId practice, int number, State state, Instant at) {
    return store
        .versions()
        .decide(
            practice,
            number,
            state,
            "auth0|bob",
            at,
            Samples.event(practice, AuditType.RULES_PUBLISHED, "rules-" + number));
  }

  @Test
  void givesBackAProposal() {
    RulesVersion first = proposed(Samples.PRACTICE, Samples.rules());
    RulesVersion second = proposed(Samples.PRACTICE, PracticeRules.NONE);
    assertThat(first)
        .isEqualTo(
            new RulesVersion(
                Samples.PRACTICE,
                1,
                Samples.rules(),
                State.PROPOSED,
                "auth0|ada",
                Samples.NOW,
                "because “so”",
                Optional.empty(),
                Optional.empty()));
    assertThat(store.versions().find(Samples.PRACTICE, 1)).contains(first);
    assertThat(store.versions().list(Samples.PRACTICE)).containsExactly(second, first);
    assertThat(store.versions().published(Samples.PRACTICE)).isEmpty();
    assertThat(store.versions().published()).isEmpty();
    assertThat(about("rules-2")).hasSize(1);
  }

  @Test
  void decidesAProposalOnce() {
    proposed(Samples.PRACTICE, Samples.rules());
    assertThat(decided(Samples.PRACTICE, 1, State.PUBLISHED, Samples.NOW.plusSeconds(5))).isTrue();
    assertThat(decided(Samples.PRACTICE, 1, State.WITHDRAWN, Samples.NOW.plusSeconds(6))).isFalse();
    assertThat(decided(Samples.PRACTICE, 2, State.PUBLISHED, Samples.NOW)).isFalse();
    RulesVersion published = store.versions().published(Samples.PRACTICE).orElseThrow();
    assertThat(published.state()).isEqualTo(State.PUBLISHED);
    assertThat(published.rules()).isEqualTo(Samples.rules());
    assertThat(published.decidedBy()).contains("auth0|bob");
    assertThat(published.decidedAt()).contains(Samples.NOW.plusSeconds(5));
    assertThat(about("rules-1")).hasSize(2);
    assertThat(about("rules-2")).isEmpty();
  }

  @Test
  void putsInForceWhatWasPublishedLast() {
    IntStream.rangeClosed(1, 4).forEach(i -> proposed(Samples.PRACTICE, Samples.rules()));
    proposed(Samples.OTHER, PracticeRules.NONE);
    decided(Samples.PRACTICE, 3, State.PUBLISHED, Samples.NOW.plusSeconds(1));
    decided(Samples.PRACTICE, 2, State.PUBLISHED, Samples.NOW.plusSeconds(2));
    decided(Samples.PRACTICE, 4, State.WITHDRAWN, Samples.NOW.plusSeconds(3));
    decided(Samples.OTHER, 1, State.PUBLISHED, Samples.NOW);
    RulesVersion ours = store.versions().published(Samples.PRACTICE).orElseThrow();
    RulesVersion theirs = store.versions().published(Samples.OTHER).orElseThrow();
    assertThat(ours.number()).isEqualTo(2);
    assertThat(theirs.practice()).isEqualTo(Samples.OTHER);
    assertThat(store.versions().published()).containsExactly(ours, theirs);
  }

  @Test
  void showsNobodyElseTheRules() {
    proposed(Samples.PRACTICE, Samples.rules());
    assertThat(store.versions().find(Samples.OTHER, 1)).isEmpty();
    assertThat(store.versions().list(Samples.OTHER)).isEmpty();
    assertThat(decided(Samples.OTHER, 1, State.PUBLISHED, Samples.NOW)).isFalse();
    decided(Samples.PRACTICE, 1, State.PUBLISHED, Samples.NOW);
    assertThat(store.versions().published(Samples.OTHER)).isEmpty();
    assertThat(proposed(Samples.OTHER, Samples.rules()).number()).isEqualTo(1);
  }

  @Test
  void numbersProposalsWithoutAGapHoweverManyPropose() throws Exception {
    List<List<Integer>> numbers =
        together(
            4,
            () ->
                IntStream.range(0, 5)
                    .mapToObj(i -> proposed(Samples.PRACTICE, Samples.rules()).number())
                    .toList());
    assertThat(numbers.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    for (int number = 1; number <= 20; number++) {
      assertThat(about("rules-" + number)).hasSize(1);
    }
  }

  // Cases.

  private boolean opened(ReviewCase opened) {
    return store.cases().raise(Samples.raised(opened, Optional.empty()));
  }

  private Optional<ReviewCase> found(PracticeId practice, String id) {
    return store.cases().find(practice, id).map(Docket::opened);
  }

  private List<ReviewCase> listed(PracticeId practice, Optional<String> before, int limit) {
    return store.cases().list(practice, ReviewCases.Inbox.ALL, before, limit).stream()
        .map(Docket::opened)
        .toList();
  }

  private static List<Affected> affected() {
    return List.of(
        new Affected(
            TransferId.fresh(), Samples.id("dec_"), Severity.ALLOW, "dec_2", Severity.BLOCK),
        new Affected(
            TransferId.fresh(), Samples.id("dec_"), Severity.WARN, "dec_3", Severity.HOLD));
  }

  @Test
  void givesBackACase() {
    ReviewCase rich = Samples.reviewCase(Samples.PRACTICE, "f1");
    ReviewCase poor =
        new ReviewCase(
            Samples.id("rev_"),
            Samples.PRACTICE,
            Optional.empty(),
            Optional.of("AU-APP8-USE"),
            ReviewCase.Kind.CONSENT_WITHDRAWN,
            "f2",
            Samples.NOW,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.of(List.of()));
    assertThat(opened(rich)).isTrue();
    assertThat(opened(poor)).isTrue();
    assertThat(found(Samples.PRACTICE, rich.id())).contains(rich);
    assertThat(found(Samples.PRACTICE, poor.id())).contains(poor);
    assertThat(store.cases().incomplete()).containsExactly(rich);
    assertThat(about(rich.id())).hasSize(1);
  }

  @Test
  void completesACaseOnce() {
    ReviewCase first = Samples.reviewCase(Samples.PRACTICE, "f1");
    ReviewCase theirs = Samples.reviewCase(Samples.OTHER, "f1");
    opened(first);
    opened(theirs);
    assertThat(store.cases().incomplete()).containsExactly(first, theirs);
    ReviewCase completed = first.with(affected());
    store.cases().complete(completed);
    assertThat(found(Samples.PRACTICE, first.id())).contains(completed);
    store.cases().complete(first.with(List.of()));
    assertThat(found(Samples.PRACTICE, first.id())).contains(completed);
    assertThat(store.cases().incomplete()).containsExactly(theirs);
  }

  @Test
  void completesACaseThatManyFilesAreAffectedBy() {
    ReviewCase opened = Samples.reviewCase(Samples.PRACTICE, "f1");
    opened(opened);
    Affected one = affected().getFirst();
    ReviewCase completed = opened.with(IntStream.range(0, 10_000).mapToObj(i -> one).toList());
    store.cases().complete(completed);
    assertThat(found(Samples.PRACTICE, opened.id())).contains(completed);
  }

  @Test
  void opensOneCaseForOneFingerprint() {
    ReviewCase first = Samples.reviewCase(Samples.PRACTICE, "f1");
    ReviewCase again = Samples.reviewCase(Samples.PRACTICE, "f1");
    assertThat(opened(first)).isTrue();
    assertThat(opened(again)).isFalse();
    assertThat(opened(Samples.reviewCase(Samples.OTHER, "f1"))).isTrue();
    assertThat(about(again.id())).isEmpty();
    assertThat(listed(Samples.PRACTICE, Optional.empty(), 9)).containsExactly(first);
  }

  @Test
  void letsOneOfSeveralOpenACase() throws Exception {
    for (int round = 0; round < 5; round++) {
      String fingerprint = "race" + round;
      assertThat(together(4, () -> opened(Samples.reviewCase(Samples.PRACTICE, fingerprint))))
          .containsOnlyOnce(true);
    }
    assertThat(one("SELECT count(*) FROM review_case")).isEqualTo(5);
    assertThat(one("SELECT count(*) FROM audit_event")).isEqualTo(5);
  }

  @Test
  void listsAPracticesCasesNewestFirstInPages() {
    List<ReviewCase> ours =
        IntStream.range(0, 5).mapToObj(i -> Samples.reviewCase(Samples.PRACTICE, "f" + i)).toList();
    ours.forEach(this::opened);
    ReviewCase theirs = Samples.reviewCase(Samples.OTHER, "f");
    opened(theirs);
    List<ReviewCase> page = listed(Samples.PRACTICE, Optional.empty(), 3);
    assertThat(page).containsExactly(ours.get(4), ours.get(3), ours.get(2));
    assertThat(listed(Samples.PRACTICE, Optional.of(page.getLast().id()), 3))
        .containsExactly(ours.get(1), ours.get(0));
    assertThat(listed(Samples.OTHER, Optional.empty(), 9)).containsExactly(theirs);
    assertThat(found(Samples.OTHER, ours.getFirst().id())).isEmpty();
    store.cases().complete(foreign(ours.getFirst()));
    assertThat(found(Samples.PRACTICE, ours.getFirst().id())).contains(ours.getFirst());
  }

  private static ReviewCase foreign(ReviewCase ours) {
    return new ReviewCase(
        ours.id(),
        Samples.OTHER,
        ours.destination(),
        ours.rule(),
        ours.kind(),
        ours.fingerprint(),
        ours.openedAt(),
        ours.changes(),
        ours.before(),
        ours.now(),
        ours.involved(),
        Optional.of(affected()));
  }

  // Kept texts.

  private static Kept kept(KeptTexts.Kind kind, String digest, int second) {
    return new Kept(
        kind,
        digest,
        Map.of("AU.yaml", "rules of “" + digest + "”", "NZ.yaml", ""),
        Samples.NOW.plusSeconds(second));
  }

  @Test
  void givesTheTextsThatCameInForceLast() throws Exception {
    Kept first = kept(KeptTexts.Kind.RULEBOOK, "sha256:1", 0);
    Kept second = kept(KeptTexts.Kind.RULEBOOK, "sha256:2", 1);
    Kept claims = kept(KeptTexts.Kind.CLAIMS, "sha256:1", 9);
    for (Kept each : List.of(first, second, claims)) {
      store.keptTexts().keep(each);
    }
    assertThat(store.keptTexts().newest(KeptTexts.Kind.RULEBOOK)).contains(second);
    assertThat(store.keptTexts().newest(KeptTexts.Kind.SET_UP)).isEmpty();
    assertThat(store.keptTexts().find(KeptTexts.Kind.RULEBOOK, "sha256:1")).contains(first);
    assertThat(store.keptTexts().find(KeptTexts.Kind.CLAIMS, "sha256:2")).isEmpty();

    Kept again = kept(KeptTexts.Kind.RULEBOOK, "sha256:1", 2);
    store.keptTexts().keep(again);
    assertThat(store.keptTexts().newest(KeptTexts.Kind.RULEBOOK)).contains(again);
    assertThat(store.keptTexts().newest(KeptTexts.Kind.CLAIMS)).contains(claims);
    assertThat(one("SELECT count(*) FROM kept_text")).isEqualTo(3);
    Kept large =
        new Kept(KeptTexts.Kind.CLAIMS, "large", Map.of("a", "x".repeat(3_000_000)), Samples.NOW);
    together(
        3,
        () -> {
          store.keptTexts().keep(large);
          return true;
        });
    assertThat(store.keptTexts().find(KeptTexts.Kind.CLAIMS, "large")).contains(large);
  }

  @Test
  void givesTheTextsOfATimeAndThoseBeforeIt() {
    for (int second : List.of(3, 1, 5, 2)) {
      store.keptTexts().keep(kept(KeptTexts.Kind.RULEBOOK, "sha256:" + second, second));
    }
    store.keptTexts().keep(kept(KeptTexts.Kind.CLAIMS, "sha256:2", 2));
    assertThat(inForce(3, 5))
        .as("the one from before, then those that began in the time")
        .containsExactly(
            kept(KeptTexts.Kind.RULEBOOK, "sha256:2", 2),
            kept(KeptTexts.Kind.RULEBOOK, "sha256:3", 3));
    assertThat(inForce(1, 2)).containsExactly(kept(KeptTexts.Kind.RULEBOOK, "sha256:1", 1));
    assertThat(inForce(0, 1)).isEmpty();
  }

  private List<Kept> inForce(int from, int to) {
    return store
        .keptTexts()
        .inForce(
            KeptTexts.Kind.RULEBOOK, Samples.NOW.plusSeconds(from), Samples.NOW.plusSeconds(to));
  }

  @Test
  void keepsASetUpSealedAndFindsNoneWhoseKeyIsGone() {
    String secret = "a-secret-that-somebody-wrote-in-clear";
    Kept setUp =
        new Kept(KeptTexts.Kind.SET_UP, "sha256:9", Map.of("setup.yaml", secret), Samples.NOW);
    store.keptTexts().keep(setUp);
    assertThat(store.keptTexts().newest(KeptTexts.Kind.SET_UP)).contains(setUp);
    assertThat(store.keptTexts().find(KeptTexts.Kind.SET_UP, "sha256:9")).contains(setUp);
    assertThat(one("SELECT count(*) FROM kept_text WHERE texts LIKE '%" + secret + "%'")).isZero();
    byte[] other = new byte[SecretBox.KEY_BYTES];
    other[0] = 1;
    JdbcStore replaced = new JdbcStore(source, new SecretBox(List.of(other)));
    assertThat(replaced.keptTexts().newest(KeptTexts.Kind.SET_UP)).isEmpty();
  }

  // Consents and acknowledgements.

  private RecordedConsent recorded(RecordedConsent consent) {
    store
        .register()
        .record(
            consent, Samples.event(consent.practice(), AuditType.CONSENT_RECORDED, consent.id()));
    return consent;
  }

  private List<RecordedConsent> covering(TransferId id, DestinationId to, Optional<String> who) {
    return store.register().covering(Samples.PRACTICE, id, to, who);
  }

  @Test
  void givesBackAConsent() {
    Transfer transfer = created(Samples.transfer());
    RecordedConsent rich =
        recorded(
            new RecordedConsent(
                Samples.id("cns_"),
                Samples.PRACTICE,
                transfer.id(),
                Samples.DESTINATION,
                PATIENT,
                Samples.consent(),
                "folder “7”",
                "auth0|nurse-17",
                Samples.NOW));
    RecordedConsent poor = recorded(Samples.recorded(transfer, Scope.BUNDLED, Optional.empty()));
    assertThat(store.register().consent(Samples.PRACTICE, rich.id())).contains(rich);
    assertThat(store.register().consent(Samples.PRACTICE, poor.id())).contains(poor);
    assertThat(store.register().consent(Samples.PRACTICE, Samples.id("cns_"))).isEmpty();
    assertThat(about(rich.id())).hasSize(1);
  }

  @Test
  void findsTheConsentsThatMayCoverAFile() {
    Transfer transfer = created(Samples.transfer());
    RecordedConsent thisUse = recorded(Samples.recorded(transfer, Scope.THIS_USE, PATIENT));
    RecordedConsent forThePurpose =
        recorded(Samples.recorded(transfer, Scope.RECIPIENT_PURPOSE, PATIENT));
    RecordedConsent nameless =
        recorded(Samples.recorded(transfer, Scope.RECIPIENT_PURPOSE, Optional.empty()));
    RecordedConsent bundled = recorded(Samples.recorded(transfer, Scope.BUNDLED, PATIENT));

    assertThat(covering(transfer.id(), Samples.DESTINATION, PATIENT))
        .containsExactly(thisUse, forThePurpose, nameless, bundled);
    assertThat(covering(transfer.id(), Samples.DESTINATION, Optional.empty()))
        .containsExactly(thisUse, forThePurpose, nameless, bundled);
    TransferId later = TransferId.fresh();
    assertThat(covering(later, Samples.DESTINATION, PATIENT)).containsExactly(forThePurpose);
    assertThat(covering(later, Samples.DESTINATION, Optional.of("case:other"))).isEmpty();
    assertThat(covering(later, Samples.DESTINATION, Optional.empty())).isEmpty();
    assertThat(covering(later, ELSEWHERE, PATIENT)).isEmpty();
  }

  @Test
  void withdrawsAConsentOnce() {
    Transfer transfer = created(Samples.transfer());
    RecordedConsent consent =
        recorded(Samples.recorded(transfer, Scope.RECIPIENT_PURPOSE, PATIENT));
    ConsentRegister register = store.register();
    AuditEvent event = event(AuditType.CONSENT_WITHDRAWN, consent.id());
    assertThat(register.withdraw(Samples.PRACTICE, consent.id(), TODAY, event)).isTrue();
    assertThat(register.withdraw(Samples.PRACTICE, consent.id(), TODAY.plusDays(1), event))
        .isFalse();
    assertThat(register.withdraw(Samples.PRACTICE, "cns_none", TODAY, event)).isFalse();
    assertThat(register.consent(Samples.PRACTICE, consent.id())).contains(consent.withdrawn(TODAY));
    assertThat(covering(TransferId.fresh(), Samples.DESTINATION, PATIENT))
        .containsExactly(consent.withdrawn(TODAY));
    assertThat(about(consent.id())).hasSize(2);
  }

  @Test
  void withdrawsNoConsentThatCameWithdrawn() {
    Transfer transfer = created(Samples.transfer());
    RecordedConsent consent =
        recorded(Samples.recorded(transfer, Scope.THIS_USE, PATIENT).withdrawn(TODAY));
    assertThat(
            store
                .register()
                .withdraw(
                    Samples.PRACTICE,
                    consent.id(),
                    TODAY.plusDays(9),
                    event(AuditType.CONSENT_WITHDRAWN, consent.id())))
        .isFalse();
    assertThat(store.register().consent(Samples.PRACTICE, consent.id())).contains(consent);
  }

  @Test
  void showsNobodyElseAConsent() {
    Transfer transfer = created(Samples.transfer());
    RecordedConsent consent =
        recorded(Samples.recorded(transfer, Scope.RECIPIENT_PURPOSE, PATIENT));
    ConsentRegister register = store.register();
    assertThat(register.consent(Samples.OTHER, consent.id())).isEmpty();
    assertThat(register.covering(Samples.OTHER, transfer.id(), Samples.DESTINATION, PATIENT))
        .isEmpty();
    assertThat(register.covering(Samples.OTHER, TransferId.fresh(), Samples.DESTINATION, PATIENT))
        .isEmpty();
    assertThat(
            register.withdraw(
                Samples.OTHER,
                consent.id(),
                TODAY,
                Samples.event(Samples.OTHER, AuditType.CONSENT_WITHDRAWN, consent.id())))
        .isFalse();
    assertThat(register.consent(Samples.PRACTICE, consent.id())).contains(consent);
    RecordedConsent foreign =
        new RecordedConsent(
            Samples.id("cns_"),
            Samples.OTHER,
            transfer.id(),
            Samples.DESTINATION,
            PATIENT,
            Samples.consent(),
            "paper",
            "auth0|eve",
            Samples.NOW);
    assertThatThrownBy(() -> recorded(foreign))
        .as("a consent for another practice's transfer")
        .isInstanceOf(StoreException.class);
  }

  private static final Instant UNTIL = Samples.NOW.plus(Duration.ofDays(90));

  private void acknowledged(DestinationId destination, Map<String, String> findings) {
    store
        .register()
        .acknowledge(
            new Acknowledgement(
                Samples.PRACTICE,
                "nurse",
                destination,
                findings,
                "PATIENT_AGREED",
                "said so “aloud”",
                Samples.NOW,
                UNTIL),
            TransferId.fresh(),
            event(AuditType.WARNING_ACKNOWLEDGED, "trf_x"),
            Consequences.NONE);
  }

  @Test
  void remembersAcknowledgementsUntilTheyExpire() {
    acknowledged(Samples.DESTINATION, Map.of("A", "sha256:1", "B", "sha256:2"));
    acknowledged(ELSEWHERE, Map.of("A", "sha256:3"));
    ConsentRegister register = store.register();
    Instant last = UNTIL.minusMillis(1);
    assertThat(register.acknowledged(Samples.PRACTICE, "nurse", last))
        .containsExactly(
            new Remembered(Samples.DESTINATION, "A", "sha256:1", UNTIL),
            new Remembered(Samples.DESTINATION, "B", "sha256:2", UNTIL),
            new Remembered(ELSEWHERE, "A", "sha256:3", UNTIL));
    assertThat(register.acknowledged(Samples.PRACTICE, "nurse", UNTIL)).isEmpty();
    assertThat(register.acknowledged(Samples.PRACTICE, "doctor", last)).isEmpty();
    assertThat(register.acknowledged(Samples.OTHER, "nurse", last)).isEmpty();
  }

  // What waits and what rests at a destination, and what was decided.

  private static Transfer to(DestinationId destination, PracticeId practice, TransferState state) {
    Transfer transfer = Samples.transfer(practice);
    return new Transfer(
        transfer.id(),
        practice,
        destination,
        transfer.provider(),
        transfer.declaredBy(),
        transfer.size(),
        transfer.sha256(),
        transfer.patient(),
        transfer.tags(),
        transfer.decision(),
        state,
        0,
        0,
        transfer.digests(),
        transfer.seal(),
        false,
        Optional.empty(),
        Optional.empty(),
        Samples.NOW,
        Samples.NOW,
        0);
  }

  private List<Transfer> ofEveryState(DestinationId destination, PracticeId practice) {
    return Samples.everyState(TransferId.fresh()).stream()
        .map(state -> created(to(destination, practice, state)))
        .toList();
  }

  private static List<Transfer> in(List<Transfer> all, Set<String> states) {
    return all.stream().filter(each -> states.contains(each.state().code())).toList();
  }

  @Test
  void findsWhatWaitsForADestinationAndWhatRestsThere() {
    ofEveryState(ELSEWHERE, Samples.PRACTICE);
    List<Transfer> ours = ofEveryState(Samples.DESTINATION, Samples.PRACTICE);
    List<Transfer> theirs = ofEveryState(Samples.DESTINATION, Samples.OTHER);
    Set<String> waiting = Set.of("HELD", "AWAITING_ACKNOWLEDGEMENT", "QUEUED");
    Set<String> resting = Set.of("STORED", "VERIFIED", "QUARANTINED");
    assertThat(journal.waitingAt(Samples.PRACTICE, Samples.DESTINATION))
        .isEqualTo(in(ours, waiting));
    assertThat(journal.waitingAt(Samples.OTHER, Samples.DESTINATION))
        .isEqualTo(in(theirs, waiting));
    assertThat(journal.waitingAt(Samples.OTHER, ELSEWHERE)).isEmpty();

    List<Transfer> stored =
        journal.storedAt(Samples.PRACTICE, Samples.DESTINATION, Optional.empty(), 2);
    assertThat(stored).isEqualTo(in(ours, resting).subList(0, 2));
    assertThat(
            journal.storedAt(
                Samples.PRACTICE, Samples.DESTINATION, Optional.of(stored.getLast().id()), 2))
        .isEqualTo(in(ours, resting).subList(2, 3));
    assertThat(journal.storedAt(Samples.OTHER, Samples.DESTINATION, Optional.empty(), 9))
        .isEqualTo(in(theirs, resting));
    assertThat(store.figures().resting(Samples.PRACTICE))
        .containsOnly(Map.entry(Samples.DESTINATION, 3L), Map.entry(ELSEWHERE, 3L));
    assertThat(store.figures().resting(Samples.OTHER))
        .containsOnly(Map.entry(Samples.DESTINATION, 3L));
  }

  private static DecisionRecord decidedAt(Instant at) {
    DecisionRecord decision = Samples.decision();
    return new DecisionRecord(
        decision.id(),
        decision.decision(),
        decision.evidence(),
        decision.others(),
        decision.tried(),
        decision.base(),
        decision.rulesVersion(),
        at);
  }

  @Test
  void tellsWhatWasDecidedSinceATimeInPages() {
    List<KeptDecision> kept = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      DecisionRecord decision = decidedAt(Samples.NOW.plusSeconds(i));
      TransferId declared = TransferId.fresh();
      journal.blocked(declared, decision, event(AuditType.TRANSFER_BLOCKED, declared.value()));
      kept.add(new KeptDecision(declared, decision));
    }
    created(Samples.transfer(Samples.OTHER));
    Instant since = Samples.NOW.plusSeconds(1);
    List<KeptDecision> page = journal.decisions(Samples.PRACTICE, since, Optional.empty(), 3);
    assertThat(page).isEqualTo(kept.subList(1, 4));
    assertThat(
            journal.decisions(
                Samples.PRACTICE, since, Optional.of(page.getLast().decision().id()), 3))
        .isEqualTo(kept.subList(4, 6));
    assertThat(journal.decisions(Samples.OTHER, Instant.EPOCH, Optional.empty(), 9)).hasSize(1);
  }

  @Test
  void keepsANewerDecisionBesideTheOneThatAFileWasSentUnder() {
    Transfer stored =
        created(
            Samples.transfer().in(new TransferState.Stored(Samples.object(TransferId.fresh()))));
    DecisionRecord newer = stored.decision().again();
    journal.decidedAgain(stored.id(), newer, Samples.event(stored, AuditType.STORED_DECIDED_AGAIN));
    assertThat(journal.find(Samples.PRACTICE, stored.id())).contains(stored);
    assertThat(journal.decision(Samples.PRACTICE, newer.id())).contains(newer);
    assertThat(about(stored.id().value())).hasSize(2);
    AuditEvent foreign =
        Samples.event(Samples.OTHER, AuditType.STORED_DECIDED_AGAIN, stored.id().value());
    assertThatThrownBy(() -> journal.decidedAgain(stored.id(), Samples.decision(), foreign))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(journal.decisions(Samples.OTHER, Instant.EPOCH, Optional.empty(), 9)).isEmpty();
  }

  // All or nothing.

  @Test
  void changesNothingWithoutItsAuditEvent() {
    Transfer transfer = created(Samples.transfer());
    FiledPaper paper = filed(Samples.paper(Samples.PRACTICE, RICH));
    RecordedConsent consent = recorded(Samples.recorded(transfer, Scope.THIS_USE, PATIENT));
    RulesVersion proposed = proposed(Samples.PRACTICE, Samples.rules());
    AuditEvent event = event(AuditType.CONSENT_WITHDRAWN, consent.id());
    List<Runnable> changes =
        List.of(
            () -> keep(Samples.PRACTICE, Samples.DESTINATION, Samples.evidence(1)),
            () -> filed(Samples.paper(Samples.PRACTICE, POOR)),
            () -> filed(Samples.attestation(Samples.PRACTICE, PICTURE), PICTURE),
            () -> withdraw(Samples.PRACTICE, paper.id()),
            () -> pinned(Samples.pin(Samples.PRACTICE, Samples.DESTINATION, "o", Samples.NOW)),
            () -> proposed(Samples.PRACTICE, PracticeRules.NONE),
            () -> decided(Samples.PRACTICE, 1, State.PUBLISHED, Samples.NOW),
            () -> opened(Samples.reviewCase(Samples.PRACTICE, "f")),
            () -> acknowledged(Samples.DESTINATION, Map.of("A", "1")),
            () -> recorded(Samples.recorded(transfer, Scope.BUNDLED, PATIENT)),
            () -> store.register().withdraw(Samples.PRACTICE, consent.id(), TODAY, event));
    withoutAuditTable(
        () ->
            changes.forEach(
                change -> assertThatThrownBy(change::run).isInstanceOf(StoreException.class)));
    assertUnchanged(paper, consent, proposed);
  }

  @Test
  void refusesAnAuditEventOfAnotherPracticeForWhatIsOnFile() {
    FiledPaper paper = filed(Samples.paper(Samples.PRACTICE, RICH));
    AuditEvent foreign = Samples.event(Samples.OTHER, AuditType.PAPER_WITHDRAWN, paper.id());
    assertThatThrownBy(() -> store.dossiers().withdraw(Samples.PRACTICE, paper.id(), foreign))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.dossiers().of(Samples.PRACTICE).papers()).containsExactly(paper);
  }

  private void assertUnchanged(FiledPaper paper, RecordedConsent consent, RulesVersion proposed) {
    assertThat(store.evidence().newest(Samples.PRACTICE)).isEmpty();
    assertThat(store.dossiers().of(Samples.PRACTICE))
        .isEqualTo(new Dossier(List.of(paper), List.of(), Map.of()));
    assertThat(one("SELECT count(*) FROM attachment")).isZero();
    assertThat(store.versions().list(Samples.PRACTICE)).containsExactly(proposed);
    assertThat(store.cases().incomplete()).isEmpty();
    assertThat(store.register().acknowledged(Samples.PRACTICE, "nurse", Samples.NOW)).isEmpty();
    assertThat(covering(consent.transfer(), Samples.DESTINATION, PATIENT)).containsExactly(consent);
  }
}
