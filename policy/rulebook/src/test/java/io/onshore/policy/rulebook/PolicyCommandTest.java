package io.onshore.policy.rulebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PolicyCommand command =
      new PolicyCommand(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));

  @TempDir Path folder;
  private Path packs;
  private Path cases;

  @BeforeEach
  void exportPacks() throws IOException {
    packs = folder.resolve("packs");
    assertThat(command.run("export", packs.toString())).isEqualTo(PolicyCommand.GOOD);
    cases = folder.resolve("cases.yaml");
    Files.writeString(cases, ShippedFiles.text("residency-scenarios.yaml"));
    out.reset();
  }

  @Test
  void testsTheShippedCasesAgainstAnExportedFolder() {
    assertThat(command.run("test", packs.toString(), cases.toString())).isEqualTo(0);
    assertThat(out.toString(UTF_8)).startsWith("48 of 48 cases as expected, rulebook 2026-11-22+");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void checksTheShippedPacks() {
    assertThat(command.run("check", "shipped")).isEqualTo(PolicyCommand.GOOD);
    assertThat(out.toString(UTF_8))
        .startsWith("good: 95 rules for 24 jurisdictions, version 2026-11-22+")
        .contains("digest ");
  }

  @Test
  void showsWhatWasExpectedAndWhatCameOut() throws IOException {
    Path pack = packs.resolve("GB.yaml");
    String text = Files.readString(pack);
    Files.writeString(
        pack,
        text.replace(
            "id: GB-TRA-MISSING\n    jurisdiction: GB\n    severity: HOLD\n    remedy: ASSESSMENT\n",
            "id: GB-TRA-MISSING\n    jurisdiction: GB\n    severity: WARN\n"));

    assertThat(command.run("test", packs.toString(), cases.toString()))
        .isEqualTo(PolicyCommand.CASES_FAILED);
    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            """
            case  what     expected    actual
            S29   outcome  HOLD        WARN
                  holds    ASSESSMENT  -
                  title    IDTA signed, no transfer risk assessment
            47 of 48 cases as expected, rulebook %s
            """
                .formatted(RulebookLoader.load(packs).version()));
  }

  @Test
  void showsFindingsThatAreMissingOrTooMany() throws IOException {
    Files.writeString(
        cases,
        ShippedFiles.text("residency-scenarios.yaml")
            .replace("[US-PARENT-REACH, GB-TRA-MISSING]", "[US-PARENT-REACH, GB-NO-TOOL]"));

    assertThat(command.run("test", "shipped", cases.toString()))
        .isEqualTo(PolicyCommand.CASES_FAILED);
    assertThat(out.toString(UTF_8).lines())
        .contains("S29   findings  GB-NO-TOOL  -", "      findings  -           GB-TRA-MISSING");
  }

  @Test
  void refusesABadPackAndSaysWhere() throws IOException {
    Files.writeString(
        packs.resolve("IN.yaml"),
        Files.readString(packs.resolve("IN.yaml")).replace("stored.exists", "storred.exists"));

    assertThat(command.run("check", packs.toString())).isEqualTo(PolicyCommand.REFUSED);
    assertThat(err.toString(UTF_8))
        .contains("IN.yaml:", "rule `IN-S16-OPEN`: `storred` is neither a fact nor a group")
        .contains("    storred.exists(c, c != 'IN')\n    ^\n")
        .contains("1 problem");
  }

  @Test
  void refusesCasesThatAreMisspelt() throws IOException {
    Files.writeString(
        cases, ShippedFiles.text("residency-scenarios.yaml").replace("e2e: false", "e3e: false"));

    assertThat(command.run("test", "shipped", cases.toString())).isEqualTo(PolicyCommand.REFUSED);
    assertThat(err.toString(UTF_8)).contains("cases.yaml:").contains("e3e").contains("`S11`");
  }

  @Test
  void refusesTwoCasesWithOneId() throws IOException {
    Files.writeString(
        cases, ShippedFiles.text("residency-scenarios.yaml").replace("id: S03", "id: S01"));

    assertThat(command.run("test", "shipped", cases.toString())).isEqualTo(PolicyCommand.REFUSED);
    assertThat(err.toString(UTF_8)).contains("case `S01`: the id is taken");
  }

  @Test
  void saysWhatCannotBeRead() {
    assertThat(command.run("check", folder.resolve("nowhere").toString()))
        .isEqualTo(PolicyCommand.REFUSED);
    assertThat(command.run("test", "shipped", folder.resolve("nothing.yaml").toString()))
        .isEqualTo(PolicyCommand.REFUSED);
    assertThat(err.toString(UTF_8)).contains("cannot read or write");
  }

  @Test
  void checksTheShippedClaimsAndTellsWhatIsInThem() {
    assertThat(command.run("claims", "shipped")).isEqualTo(PolicyCommand.GOOD);
    assertThat(out.toString(UTF_8).lines())
        .first()
        .isEqualTo("good: 43 offers, version 2026.11.22, as of 2026-11-22");
    assertThat(out.toString(UTF_8))
        .contains("  dropbox      8 offers, 14 claims, of which 3 superseded\n")
        .contains("digest ");
  }

  @Test
  void refusesABadClaimAndSaysWhere() throws IOException {
    Path claims = Files.createDirectory(folder.resolve("claims"));
    Files.writeString(
        claims.resolve("dropbox.yaml"),
        ShippedFiles.text("claims/dropbox.yaml").replace("places: [GB]", "places: [UK]"));

    assertThat(command.run("claims", claims.toString())).isEqualTo(PolicyCommand.REFUSED);
    assertThat(err.toString(UTF_8))
        .contains("dropbox.yaml:", "claim `dropbox-gb-content`: `UK` is in no country")
        .contains("1 problem");
  }

  @Test
  void neverOverwritesAPack() {
    assertThat(command.run("export", packs.toString())).isEqualTo(PolicyCommand.REFUSED);
  }

  @Test
  void saysHowItIsUsed() {
    assertThat(command.run()).isEqualTo(PolicyCommand.USAGE);
    assertThat(command.run("test", "shipped")).isEqualTo(PolicyCommand.USAGE);
    assertThat(command.run("claims")).isEqualTo(PolicyCommand.USAGE);
    assertThat(command.run("destroy", "shipped")).isEqualTo(PolicyCommand.USAGE);
    assertThat(err.toString(UTF_8)).contains("usage: policy check PACKDIR");
  }
}
