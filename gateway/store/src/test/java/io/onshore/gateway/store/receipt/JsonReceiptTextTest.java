package io.onshore.gateway.store.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.receipt.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The public format of receipts, byte for byte. */
class JsonReceiptTextTest {
  private static final Instant AT = Instant.parse("2026-11-22T03:04:05.123456Z");

  private static Receipt receipt(boolean full) {
    return new Receipt(
        Receipt.VERSION,
        "trf_01m81hj2hnvp95xgctnkbgvfs1",
        new Receipt.Party("harbour", "Harbour Street Clinic", "AU-VIC"),
        "auth0|nurse-17",
        new Receipt.SentFile(
            "aa".repeat(32),
            1234,
            full ? Optional.of("AGE") : Optional.empty(),
            full ? Optional.of(true) : Optional.empty()),
        full ? Optional.of("bb".repeat(32)) : Optional.empty(),
        new Receipt.Target("library", "OneDrive - practice library", "onedrive"),
        new Receipt.StoredCopy(
            "01ABC",
            "01m81hj2hnvp95xgctnkbgvfs1.age",
            full ? Optional.of("\"{7}\",1") : Optional.empty(),
            1234,
            full ? Map.of("sha-1", "cc".repeat(20), "quickxor", "dd".repeat(20)) : Map.of(),
            "MATCHED"),
        new Receipt.Judgement(
            "dec_01m81hj2hnvp95xgctnkbgvfs2",
            AT,
            "WARN",
            "WARN",
            false,
            "ee".repeat(32),
            "ff".repeat(32),
            full ? Optional.of(3) : Optional.empty(),
            full ? List.of(new Receipt.Found("AU-APP8", "WARN", "It leaves.")) : List.of()),
        new Receipt.Residency(
            "TENANT_MEASURED",
            Map.of("GATEWAY", List.of("AU-NSW"), "CONTENT", List.of("AU")),
            full
                ? List.of(
                    new Receipt.Statement(
                        "CONTENT",
                        List.of("AU"),
                        "TENANT_MEASURED",
                        LocalDate.parse("2026-11-22"),
                        Optional.of(LocalDate.parse("2027-11-22")),
                        "siteCollection.dataLocationCode",
                        "AUS"))
                : List.of(),
            full ? Optional.of(AT) : Optional.empty(),
            full
                ? List.of(
                    new Receipt.Answer("GET /drives/x", Optional.of("11".repeat(32))),
                    new Receipt.Answer("GET /sites/y", Optional.empty()))
                : List.of()),
        full
            ? List.of(
                new Receipt.Acknowledged(
                    List.of("AU-APP8"),
                    "auth0|nurse-17",
                    Optional.of(AT),
                    Optional.of("PATIENT_AGREED")))
            : List.of(),
        full
            ? List.of(
                new Receipt.Consented(
                    "cns_01m81hj2hnvp95xgctnkbgvfs3", "AU_APP8_2B", "THIS_USE", "auth0|n", AT))
            : List.of(),
        new Receipt.Times(
            AT,
            full ? Optional.of(AT.plusSeconds(1)) : Optional.empty(),
            full ? Optional.of(AT.plusSeconds(2)) : Optional.empty(),
            full ? Optional.of(AT.plusSeconds(3)) : Optional.empty()),
        AT.plusSeconds(4));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(JsonReceiptTextTest.class.getResourceAsStream(name + ".json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void writesEachComponentInItsOrder() throws IOException {
    assertThat(new JsonReceiptText().json(receipt(true))).isEqualTo(golden("receipt-1-full"));
  }

  @Test
  void leavesOutWhatIsEmpty() throws IOException {
    assertThat(new JsonReceiptText().json(receipt(false))).isEqualTo(golden("receipt-1-least"));
  }
}
