package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Offer;
import io.onshore.policy.claim.Origin;
import io.onshore.policy.claim.PublishedClaim;
import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsLoaderTest {
  private static final Claims SHIPPED = ClaimsLoader.shipped();
  private static final Map<String, String> TEXTS = TextFiles.byName(ShippedFiles.claims());

  @TempDir Path folder;

  @Test
  void aCopyOnDiskIsTheSameDataset() throws IOException {
    for (NamedText file : ShippedFiles.claims()) {
      Files.writeString(folder.resolve(file.name()), file.text());
    }
    Files.writeString(folder.resolve("README.md"), "no claims");

    assertThat(ClaimsLoader.load(folder).digest()).isEqualTo(SHIPPED.digest());
    assertThat(SHIPPED.version()).isEqualTo("2026.11.22");
    assertThat(SHIPPED.asOf()).isEqualTo(LocalDate.of(2026, 11, 22));
  }

  @Test
  void theDatasetIsAsOldAsItsOldestFile() {
    String later = "as_of: \"2026-11-25\"";

    assertThat(ClaimsLoader.of(spoilt(TEXTS, "dropbox", "as_of: \"2026-11-22\"", later)).asOf())
        .isEqualTo(LocalDate.of(2026, 11, 22));
  }

  @Test
  void hasOffersOfEveryProviderUnderTheNameOfItsConnector() {
    assertThat(SHIPPED.offers().stream().map(Offer::provider).distinct())
        .containsExactly("box", "dropbox", "google-drive", "onedrive");
    assertThat(SHIPPED.offers())
        .allMatch(offer -> offer.id().startsWith(offer.provider()))
        .anyMatch(offer -> offer.account() == AccountKind.PERSONAL);
  }

  @Test
  void aRowIsReadAsItIsWritten() {
    Offer offer = SHIPPED.offer("box-enterprise-zone-ca-ie").orElseThrow();
    PublishedClaim claim = claim(offer, "box-zone-ca-ie-content-openapi");

    assertThat(offer.product()).isEqualTo("Box");
    assertThat(offer.regionSetting()).contains("Zone Montreal / Dublin");
    assertThat(offer.contractsOnOffer()).containsExactly("BAA", "DPA");
    assertThat(offer.certifications()).containsExactly("BAA_OFFERED");
    assertThat(offer.conditions()).contains("needs the Box Zones add-on");
    assertThat(claim.about()).isEqualTo(DataClass.CONTENT);
    assertThat(claim.places()).containsExactly(new Place("CA"), new Place("IE"));
    assertThat(claim.grade()).isEqualTo(EvidenceGrade.VENDOR_DOC);
    assertThat(claim.origin().publisher()).isEqualTo("Box");
    assertThat(claim.origin().published()).contains(LocalDate.of(2026, 6, 29));
    assertThat(claim.origin().quote()).contains("Montreal / Dublin");
    assertThat(claim.verifiedOn()).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(claim.supersededOn()).isEmpty();
  }

  @Test
  void theStatementOf2014OnDropboxInSydneyIsKeptAndSuperseded() {
    Offer offer = SHIPPED.offer("dropbox-business").orElseThrow();
    PublishedClaim claim = claim(offer, "dropbox-content-au-2014");

    assertThat(claim.places()).containsExactly(new Place("AU"));
    assertThat(claim.grade()).isEqualTo(EvidenceGrade.VENDOR_STATEMENT);
    assertThat(claim.origin().published()).contains(LocalDate.of(2014, 4, 16));
    assertThat(claim.superseded()).isTrue();
    assertThat(claim.line().superseded()).isTrue();
    assertThat(claim.note()).isPresent();
  }

  @Test
  void claimsThatContradictEachOtherStandSideBySide() {
    Offer offer = SHIPPED.offer("box-enterprise-zone-de-ie").orElseThrow();

    assertThat(claim(offer, "box-zone-de-ie-content-script").places()).hasSize(2);
    assertThat(claim(offer, "box-zone-de-ie-content-keysafe").places())
        .containsExactly(new Place("DE"));
  }

  @Test
  void everyHashIsThatOfItsQuotation() throws NoSuchAlgorithmException {
    List<Origin> quoting =
        SHIPPED.offers().stream()
            .flatMap(offer -> offer.claims().stream())
            .map(PublishedClaim::origin)
            .filter(origin -> origin.quote().isPresent())
            .distinct()
            .toList();

    assertThat(quoting).hasSizeGreaterThan(6);
    for (Origin origin : quoting) {
      byte[] quote = origin.quote().orElseThrow().getBytes(StandardCharsets.UTF_8);
      assertThat(origin.quoteSha256())
          .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(quote)));
    }
  }

  @Test
  void everySourceThatAFileListsIsReadByARow() {
    for (NamedText file : ShippedFiles.claims()) {
      Tree.Fields root = YamlReader.read(file.name(), file.text(), List.of()).orElseThrow();
      Set<String> read =
          List.of("contracts", "certifications", "claims").stream()
              .flatMap(section -> Tree.onlyFields(root.items(section)).stream())
              .flatMap(row -> row.text("source").stream())
              .map(Tree.Text::value)
              .collect(Collectors.toSet());
      assertThat(root.fields("sources").fields().keySet()).as(file.name()).isEqualTo(read);
    }
  }

  static List<Arguments> flaws() {
    return List.of(
        flaw(
            "an offer id that is taken",
            "box",
            "- id: box-business\n",
            "- id: box-personal\n",
            "offer `box-personal`",
            "the id is taken, see box.yaml:"),
        flaw(
            "a claim id that another file has",
            "dropbox",
            "- id: dropbox-au-content\n",
            "- id: box-parent-us\n",
            "claim `box-parent-us`",
            "the id is taken, see box.yaml:"),
        flaw(
            "a date on no calendar",
            "dropbox",
            "published: \"2014-04-16\"",
            "published: \"2014-04-31\"",
            "",
            "`2014-04-31` is not a date"),
        flaw(
            "a claim that was verified after the file's day",
            "dropbox",
            "verified_on: \"2026-11-22\"",
            "verified_on: \"2026-11-23\"",
            "claim `dropbox-default-content-us`",
            "`verified_on` is after the file's `as_of`"),
        flaw(
            "a claim that is superseded after the file's day",
            "dropbox",
            "superseded_on: \"2026-11-22\"",
            "superseded_on: \"2027-01-01\"",
            "claim `dropbox-content-au-2014`",
            "`superseded_on` is after the file's `as_of`"),
        flaw(
            "a source that was published after the file's day",
            "dropbox",
            "published: \"2014-04-16\"",
            "published: \"2114-04-16\"",
            "source `brisbane-times`",
            "`published` is after the file's `as_of`"),
        flaw(
            "an unknown source of a claim",
            "onedrive",
            "source: ms-adr\n",
            "source: ms-adl\n",
            "claim `onedrive-nz-adr-content`",
            "the file has no source `ms-adl`"),
        flaw(
            "an unknown source of a contract",
            "onedrive",
            "source: ms-hipaa\n",
            "source: ms-hippa\n",
            "",
            "the file has no source `ms-hippa`"),
        flaw(
            "a claim about an offer that is not there",
            "onedrive",
            "offers: [onedrive-m365-nz-adr]\n    about",
            "offers: [onedrive-m365-nz-add]\n    about",
            "claim `onedrive-nz-adr-content`",
            "the file has no offer `onedrive-m365-nz-add`"),
        flaw(
            "a condition of an offer of another provider",
            "box",
            "    offers: [box-business]\n",
            "    offers: [dropbox-basic]\n",
            "",
            "the file has no offer `dropbox-basic`"),
        flaw(
            "a place that is no country",
            "dropbox",
            "places: [GB]",
            "places: [UK]",
            "claim `dropbox-gb-content`",
            "`UK` is in no country of ISO 3166"),
        flaw(
            "a union for a place",
            "dropbox",
            "places: [AU]",
            "places: [EU]",
            "claim `dropbox-au-content`",
            "`EU` is in no country of ISO 3166"),
        flaw(
            "a reading of a tenant",
            "dropbox",
            "grade: VENDOR_DOC",
            "grade: TENANT_MEASURED",
            "claim `dropbox-default-content-us`",
            "`TENANT_MEASURED` is evidence of one practice"),
        flaw(
            "a signed contract",
            "dropbox",
            "grade: VENDOR_DOC",
            "grade: CONTRACT",
            "claim `dropbox-default-content-us`",
            "`CONTRACT` is evidence of one practice"),
        flaw(
            "a quotation that is not the one of the hash",
            "box",
            "quote: \"Montreal / Dublin\"",
            "quote: \"Montreal/Dublin\"",
            "claim `box-zone-ca-ie-content-openapi`",
            "this is not the SHA-256 of the quotation"),
        flaw(
            "a quotation without a hash",
            "box",
            "    quote_sha256: 1a42b4ceb146700227eb9d115566ad28dc5492196d0aeedd97692fe1df0949c6\n",
            "",
            "box-zone-ca-ie-content-openapi",
            "quote_sha256"),
        flaw(
            "a superseded claim that does not say why",
            "dropbox",
            "    note: >-\n      Of 2014 and",
            "    reading2: >-\n      Of 2014 and",
            "dropbox-metadata-us-2014",
            "note"),
        flaw("a claim without a place", "dropbox", "places: [AU]", "places: []", "", ""),
        flaw(
            "where keys are, which no provider can say",
            "dropbox",
            "about: CONTENT",
            "about: KEYS",
            "dropbox-default-content-us",
            ""),
        flaw(
            "another version than the other files have",
            "onedrive",
            "version: \"2026.11.22\"",
            "version: \"2026.11.23\"",
            "",
            "the dataset has one version, and another file says `2026.11.22`"),
        flaw(
            "a file under another name",
            "onedrive",
            "provider: onedrive",
            "provider: sharepoint",
            "",
            "the file calls itself `sharepoint`"),
        flaw(
            "another licence",
            "onedrive",
            "license: CC0-1.0",
            "license: proprietary",
            "",
            "license"),
        flaw("Norway as a truth value", "onedrive", "\"NO\"", "NO", "", "write \"NO\""),
        flaw("no YAML at all", "box", "offers:\n", "offers: [\n", "", "this is not YAML"));
  }

  private static Arguments flaw(
      String what, String file, String good, String bad, String owner, String message) {
    return Arguments.of(what, file, good, bad, owner, message);
  }

  @ParameterizedTest(name = "refuses {0}")
  @MethodSource("flaws")
  void refuses(String what, String file, String good, String bad, String owner, String message) {
    assertThatExceptionOfType(RulebookRefused.class)
        .as(what)
        .isThrownBy(() -> ClaimsLoader.of(spoilt(TEXTS, file, good, bad)))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .anyMatch(
                        problem ->
                            problem.file().equals(file + ".yaml")
                                && problem.line() > 1
                                && problem.toString().contains(owner)
                                && problem.message().contains(message)));
  }

  @Test
  void pointsAtTheLine() {
    String text = TEXTS.getOrDefault("dropbox", "");
    long line = text.substring(0, text.indexOf("places: [GB]")).lines().count();

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> ClaimsLoader.of(spoilt(TEXTS, "dropbox", "[GB]", "[UK]")))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .singleElement()
                    .extracting(Problem::line)
                    .isEqualTo((int) line));
  }

  @Test
  void reportsEverythingAtOnce() {
    Map<String, String> spoilt = spoilt(TEXTS, "box", "source: aarnet-box", "source: aarnet");
    spoilt = spoilt(spoilt, "dropbox", "places: [GB]", "places: [UK]");
    spoilt = spoilt(spoilt, "dropbox", "places: [JP]", "places: [JAPAN]");
    spoilt = spoilt(spoilt, "google-drive", "grade: VENDOR_DOC", "grade: CONTRACT");
    Map<String, String> all = spoilt;

    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> ClaimsLoader.of(all))
        .satisfies(
            refused ->
                assertThat(refused.problems().stream().map(Problem::file).distinct())
                    .containsExactly("box.yaml", "dropbox.yaml", "google-drive.yaml"))
        .withMessageContaining("`UK`")
        .withMessageContaining("`JAPAN`");
  }

  @Test
  void refusesADatasetWithoutFiles() throws IOException {
    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> ClaimsLoader.of(Map.of()))
        .withMessageContaining("there is no file of claims");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatExceptionOfType(RulebookRefused.class)
        .isThrownBy(() -> ClaimsLoader.load(empty))
        .withMessageContaining("the folder has no claims file");
  }

  private static PublishedClaim claim(Offer offer, String id) {
    return offer.claims().stream().filter(claim -> claim.id().equals(id)).findFirst().orElseThrow();
  }

  private static Map<String, String> spoilt(
      Map<String, String> texts, String file, String good, String bad) {
    var spoilt = new HashMap<>(texts);
    spoilt.computeIfPresent(
        file,
        (name, text) -> {
          assertThat(text).contains(good);
          int at = text.indexOf(good);
          return text.substring(0, at) + bad + text.substring(at + good.length());
        });
    return spoilt;
  }
}
