package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onshore.policy.ConsentKind;
import io.onshore.policy.Decision;
import io.onshore.policy.Finding;
import io.onshore.policy.HouseRules;
import io.onshore.policy.LooseningRefused;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rule;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulebookLoaderTest {
  static final Rulebook SHIPPED_AGAIN = RulebookLoader.shipped();

  @TempDir Path packs;

  @BeforeEach
  void copyTheShippedPacks() throws IOException {
    for (NamedText pack : ShippedFiles.packs()) {
      Files.writeString(packs.resolve(pack.name()), pack.text());
    }
  }

  @Test
  void aCopyOnDiskIsTheSameRulebook() {
    assertThat(RulebookLoader.load(packs).digest()).isEqualTo(SHIPPED_AGAIN.digest());
    assertThat(SHIPPED_AGAIN.digest()).matches("[0-9a-f]{64}");
    assertThat(SHIPPED_AGAIN.version()).startsWith("2026-11-22+");
  }

  @Test
  void textsMakeTheSameRulebookOnceTheFolderHasChanged() throws IOException {
    Map<String, String> texts = RulebookLoader.texts(packs);
    spoil("SG.yaml", "sources: [sg-reg10, sg-oecd]", "sources: [sg-reg11]");

    assertThat(texts).isEqualTo(RulebookLoader.shippedTexts()).containsKeys("global", "AU");
    assertThat(RulebookLoader.shippedTexts().keySet())
        .containsExactlyElementsOf(ShippedFiles.PACKS);
    assertThat(RulebookLoader.of(texts).digest()).isEqualTo(SHIPPED_AGAIN.digest());
  }

  @Test
  void aDraftIsRefusedLikeAFile() {
    var drafts = new HashMap<>(RulebookLoader.shippedTexts());
    drafts.computeIfPresent("IN", (name, text) -> text.replace("stored.exists", "storred.exists"));

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.of(drafts))
        .withMessageContaining("IN.yaml:")
        .withMessageContaining("`storred` is neither a fact nor a group");
    assertThatExceptionOfType(RulebookRefused.class).isThrownBy(() -> RulebookLoader.of(Map.of()));
  }

  @Test
  void houseRulesOfATextAreThoseOfAFile() throws IOException {
    String text = RulebookLoader.shippedHouseText(RulebookLoader.NO_FOREIGN_ACCESS);
    HouseRules house = RulebookLoader.houseOf(SHIPPED_AGAIN, "no-foreign-access.yaml", text);

    assertThat(SHIPPED_AGAIN.tightenedBy(house).digest())
        .isEqualTo(
            SHIPPED_AGAIN
                .tightenedBy(
                    RulebookLoader.shippedHouse(SHIPPED_AGAIN, RulebookLoader.NO_FOREIGN_ACCESS))
                .digest());
    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.houseOf(SHIPPED_AGAIN, "ours.yaml", text))
        .withMessageContaining("ours.yaml:")
        .withMessageContaining("the file calls itself `no-foreign-access`");
  }

  @Test
  void shipsEveryPackOfTheFolder() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(RulebookLoader.class.getResource("packs/global.yaml")).toURI());
    try (Stream<Path> files = Files.list(Objects.requireNonNull(folder.getParent()))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrderElementsOf(
              ShippedFiles.PACKS.stream().map(pack -> pack + ".yaml").toList());
    }
  }

  @Test
  void keepsSourcesLawsDatesAndPenalties() {
    Rulebook rulebook = SHIPPED_AGAIN;
    assertThat(rulebook.sources()).hasSize(105);
    assertThat(rulebook.penalties()).hasSize(17);
    assertThat(rulebook.jurisdictions()).allMatch(known -> !known.law().isBlank());
    assertThat(rulebook.rules()).allMatch(rule -> !rule.sources().isEmpty());
    assertThat(rulebook.rule("CA-NS-RESIDENCY").flatMap(Rule::to))
        .hasToString("Optional[2027-03-31]");
  }

  @Test
  void everyHoldThatNamesConsentCanBeLiftedByOne() {
    for (Rule rule : SHIPPED_AGAIN.rules()) {
      if (rule.remedies().contains(Remedy.CONSENT)) {
        List<ConsentKind> kinds =
            SHIPPED_AGAIN.consentKinds().stream()
                .filter(kind -> kind.lifts().contains(rule.id()))
                .toList();
        assertThat(kinds).as(rule.id()).isNotEmpty();
        assertThat(kinds)
            .allMatch(
                kind -> rule.conditionText().contains("!('" + kind.id() + "' in valid_consents)"));
      }
    }
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        flaw(
            "a condition that names no fact",
            "SG.yaml",
            "!('SG_REG10' in valid_consents)",
            "!('SG_REG10' in valid_consent)",
            "SG-S26-UNBOUND",
            "`valid_consent` is neither a fact nor a group",
            "^"),
        flaw(
            "an unknown group",
            "CH.yaml",
            "exported.exists(c, c in ch_adequate)",
            "exported.exists(c, c in ch_adequat)",
            "CH-ADEQUACY",
            "`ch_adequat` is neither a fact nor a group",
            "^"),
        flaw(
            "a condition with a syntax error",
            "IN.yaml",
            "c != 'IN')",
            "c != 'IN'",
            "IN-S16-OPEN",
            "",
            "^"),
        flaw(
            "a condition of the wrong type",
            "global.yaml",
            "      !e2e\n",
            "      e2e + 1\n",
            "PROVIDER-KEYS",
            "",
            "^"),
        flaw(
            "a condition that is no truth value",
            "global.yaml",
            "      !e2e\n",
            "      home\n",
            "PROVIDER-KEYS",
            "",
            ""),
        flaw(
            "an unknown source",
            "SG.yaml",
            "sources: [sg-reg10, sg-oecd]",
            "sources: [sg-reg11]",
            "SG-S26-BOUND",
            "there is no source `sg-reg11`",
            ""),
        flaw(
            "a rule id that is taken",
            "SG.yaml",
            "id: SG-S26-BOUND",
            "id: IN-S16-OPEN",
            "IN-S16-OPEN",
            "the id is taken, see IN.yaml:",
            ""),
        flaw(
            "a source id that is taken",
            "SG.yaml",
            "  sg-oecd:\n",
            "  jp-baker:\n",
            "jp-baker",
            "the id is taken by another pack",
            ""),
        flaw(
            "a date on no calendar",
            "CA.yaml",
            "to: 2027-03-31",
            "to: 2027-02-30",
            "CA-NS-RESIDENCY",
            "`2027-02-30` is not a date",
            ""),
        flaw(
            "a date in words",
            "CA.yaml",
            "to: 2027-03-31",
            "to: end of March",
            "CA-NS-RESIDENCY",
            "",
            ""),
        flaw(
            "a rule that ends before it begins",
            "US.yaml",
            "from: 2026-01-01",
            "from: 2026-01-01\n    to: 2025-12-31",
            "US-TX-OFFSHORE",
            "it ends on 2025-12-31, before it begins",
            ""),
        flaw(
            "an unknown jurisdiction",
            "SG.yaml",
            "id: SG-S26-BOUND\n    jurisdiction: SG",
            "id: SG-S26-BOUND\n    jurisdiction: SJ",
            "SG-S26-BOUND",
            "there is no jurisdiction `SJ`",
            ""),
        flaw(
            "an unknown parent",
            "AU.yaml",
            "parent: AU",
            "parent: AQ",
            "AU-NSW",
            "there is no jurisdiction `AQ`",
            ""),
        flaw(
            "Norway without quotes",
            "EU.yaml",
            "\"NO\"",
            "NO",
            "",
            "`NO` without quotes is a truth value",
            ""),
        flaw(
            "a name that is there twice",
            "IN.yaml",
            "pack: IN\n",
            "pack: IN\npack: IN\n",
            "",
            "`pack` is there twice",
            ""),
        flaw(
            "an unknown severity",
            "IN.yaml",
            "severity: NOTICE",
            "severity: NOTE",
            "IN-S16-OPEN",
            "",
            ""),
        flaw(
            "a hold without a remedy",
            "SG.yaml",
            "    remedy: CONTRACT|CONSENT\n",
            "",
            "SG-S26-UNBOUND",
            "",
            ""),
        flaw(
            "a remedy without a hold",
            "IN.yaml",
            "severity: NOTICE",
            "severity: NOTICE\n    remedy: CONSENT",
            "IN-S16-OPEN",
            "",
            ""),
        flaw(
            "an unknown remedy",
            "SG.yaml",
            "CONTRACT|CONSENT",
            "CONTRACT|PRAYER",
            "SG-S26-UNBOUND",
            "",
            ""),
        flaw("a misspelt field", "IN.yaml", "    fix: >-", "    fixx: >-", "IN-S16-OPEN", "", ""),
        flaw(
            "a lifted rule that is not there",
            "SG.yaml",
            "lifts: [SG-S26-UNBOUND]",
            "lifts: [SG-S27]",
            "SG_REG10",
            "there is no rule `SG-S27`",
            ""),
        flaw(
            "a bundled consent that counts",
            "SG.yaml",
            "scopes: [this_use]",
            "scopes: [bundled]",
            "",
            "",
            ""),
        flaw(
            "a pack under another name",
            "IN.yaml",
            "pack: IN",
            "pack: ID",
            "",
            "the file calls itself `ID`",
            ""),
        flaw(
            "a group named like a fact",
            "US.yaml",
            "  us_all:",
            "  stored:",
            "stored",
            "a fact has this name",
            ""),
        flaw("no YAML at all", "IN.yaml", "rules:\n", "rules: [\n", "", "this is not YAML", ""),
        flaw(
            "an anchor",
            "IN.yaml",
            "name: India",
            "name: &india India",
            "",
            "anchors are not used here",
            ""),
        flaw(
            "a jurisdiction that is its own ancestor",
            "AU.yaml",
            "  AU:\n    name: Australia\n",
            "  AU:\n    name: Australia\n    parent: AU-NSW\n",
            "",
            "is its own ancestor",
            ""));
  }

  private static Arguments flaw(
      String what,
      String file,
      String good,
      String bad,
      String owner,
      String message,
      String caret) {
    return Arguments.of(what, file, good, bad, owner, message, caret);
  }

  @ParameterizedTest(name = "refuses {0}")
  @MethodSource("flaws")
  void refuses(
      String what, String file, String good, String bad, String owner, String message, String caret)
      throws IOException {
    spoil(file, good, bad);

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.load(packs))
        .satisfies(
            refused -> {
              assertThat(refused.problems()).isNotEmpty();
              assertThat(refused.getMessage()).contains(message).contains(owner).contains(caret);
              assertThat(refused.problems())
                  .as(what)
                  .anyMatch(problem -> problem.line() >= 1 && problem.message().contains(message));
            });
  }

  @Test
  void pointsAtTheOffendingPlace() throws IOException {
    spoil("SG.yaml", "!('SG_REG10' in valid_consents)", "!('SG_REG10' in valid_consent)");
    int line = lineOf("SG.yaml", "id: SG-S26-UNBOUND") + 4;

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.load(packs))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.file()).isEqualTo("SG.yaml");
                          assertThat(problem.line()).isEqualTo(line);
                          assertThat(problem.owner()).contains("rule `SG-S26-UNBOUND`");
                          List<String> excerpt = problem.excerpt().orElseThrow().lines().toList();
                          assertThat(excerpt.getFirst().substring(excerpt.getLast().indexOf('^')))
                              .startsWith("valid_consent)");
                        }));
  }

  @Test
  void reportsEverythingAtOnce() throws IOException {
    spoil("SG.yaml", "sources: [sg-reg10, sg-oecd]", "sources: [sg-reg11]");
    spoil("IN.yaml", "severity: NOTICE", "severity: NOTE");
    spoil("JP.yaml", "!e2e", "!e3e");
    spoil("CA.yaml", "to: 2027-03-31", "to: 2027-02-30");

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.load(packs))
        .satisfies(
            refused ->
                assertThat(refused.problems().stream().map(Problem::file).distinct())
                    .containsExactly("CA.yaml", "IN.yaml", "JP.yaml", "SG.yaml"));
  }

  @Test
  void refusesAFolderWithoutPacks() throws IOException {
    Path empty = Files.createDirectory(packs.resolve("empty"));

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.load(empty))
        .withMessageContaining("the folder has no pack");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> RulebookLoader.load(packs.resolve("nowhere")));
  }

  @Test
  void refusesARulebookThatDoesNotSayHowOldEvidenceMayBe() throws IOException {
    Files.delete(packs.resolve("global.yaml"));

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.load(packs))
        .withMessageContaining("no pack says `evidence_max_age_days`");
  }

  @Test
  void everyChangeOfContentChangesTheDigest() throws IOException {
    var digests = new ArrayList<String>(List.of(SHIPPED_AGAIN.digest()));
    for (List<String> change :
        List.of(
            List.of("IN.yaml", "Contract with the processor", "Agree with the processor"),
            List.of("EU.yaml", "from: 2026-01-26", "from: 2026-01-27"),
            List.of("global.yaml", "CONTRACT: 365", "CONTRACT: 366"),
            List.of("AU.yaml", "'mhr_record' in tags", "'mhr_records' in tags"),
            List.of("US.yaml", "SB 1188", "SB 1189"))) {
      spoil(change.get(0), change.get(1), change.get(2));
      digests.add(RulebookLoader.load(packs).digest());
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void theShippedHouseRuleHoldsForeignAccessUntilThereIsAConsent() {
    HouseRules house = RulebookLoader.shippedHouse(SHIPPED_AGAIN, RulebookLoader.NO_FOREIGN_ACCESS);
    Rulebook tightened = SHIPPED_AGAIN.tightenedBy(house);
    List<WorkedCase> cases = WorkedCases.read(new NamedText("house.yaml", HOUSE_CASES));

    assertThat(cases).hasSize(3);
    assertThat(cases).allSatisfy(one -> assertThat(one.differenceUnder(tightened)).isEmpty());
    assertThat(SHIPPED_AGAIN.rule("HOUSE-FOREIGN-ACCESS")).as("off by default").isEmpty();
    assertThat(tightened.digest()).isNotEqualTo(SHIPPED_AGAIN.digest());
  }

  @Test
  void readsRaisedRulesFromAHouseFile() throws IOException {
    Path file = house("raise: {AU-APP8-USE: {severity: HOLD, remedy: CONSENT}}");
    Rulebook tightened = SHIPPED_AGAIN.tightenedBy(RulebookLoader.house(SHIPPED_AGAIN, file));
    WorkedCase overseas =
        WorkedCasesTest.all().stream()
            .filter(one -> one.id().equals("S09"))
            .findFirst()
            .orElseThrow();

    Decision decision = PolicyEngine.decide(tightened, overseas.given());

    assertThat(decision.outcome()).isEqualTo(Severity.HOLD);
    assertThat(decision.holds()).hasToString("[CONSENT]");
    assertThat(decision.findings().getFirst().ruleId()).isEqualTo("AU-APP8-USE");
    assertThat(decision.findings()).extracting(Finding::ruleId).contains("US-PARENT-REACH");
  }

  @Test
  void refusesAHouseFileThatLoosensOrIsWrong() throws IOException {
    Path loosening = house("raise: {FR-HDS-EEA: {severity: WARN}}");
    HouseRules loose = RulebookLoader.house(SHIPPED_AGAIN, loosening);

    assertThatExceptionOfType(LooseningRefused.class)
        .isThrownBy(() -> SHIPPED_AGAIN.tightenedBy(loose))
        .withMessageContaining("`FR-HDS-EEA` weighs `BLOCK` and cannot be lowered to `WARN`");

    Path misspelt = house("raise: {FR-HDS-EEA: {severity: STOP}}");
    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> RulebookLoader.house(SHIPPED_AGAIN, misspelt))
        .withMessageContaining("FR-HDS-EEA");
  }

  private Path house(String content) throws IOException {
    Path file = packs.resolveSibling("ours.yaml");
    Files.writeString(file, "house: ours\nschema: residency-house/1\n" + content + "\n");
    return file;
  }

  private void spoil(String file, String good, String bad) throws IOException {
    String text = Files.readString(packs.resolve(file));
    assertThat(text).contains(good);
    int at = text.indexOf(good);
    Files.writeString(
        packs.resolve(file), text.substring(0, at) + bad + text.substring(at + good.length()));
  }

  private int lineOf(String file, String text) throws IOException {
    List<String> lines = Files.readAllLines(packs.resolve(file));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  private static final String HOUSE_CASES =
      """
      meta: {schema: residency-scenarios/1, evaluated_on: 2026-11-22}
      scenarios:
      - id: H1
        title: "at home"
        given: {practice: AU, content: [AU]}
        expect: {outcome: NOTICE, holds: [], findings: [US-PARENT-REACH]}
      - id: H2
        title: "support abroad, no consent"
        given: {practice: NZ, content: [NZ], support: [AU]}
        expect: {outcome: HOLD, holds: [CONSENT], findings: [HOUSE-FOREIGN-ACCESS, US-PARENT-REACH]}
      - id: H3
        title: "support abroad, consent for this use"
        given: {practice: NZ, content: [NZ], support: [AU], consent: {kind: HOUSE_FOREIGN_ACCESS, states: [recipient_named, country_named, may_withdraw], scope: this_use}}
        expect: {outcome: NOTICE, holds: [], findings: [US-PARENT-REACH]}
      """;
}
