package io.onshore.gateway.app.report;

import io.onshore.gateway.app.export.ExportFormat;
import io.onshore.gateway.report.CasePackDesk;
import io.onshore.gateway.transfer.TransferId;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A case as one file: to read, to read by programs, and to verify without the gateway. Used by one
 * thread.
 */
public final class CaseZip {
  private final CasePackDesk.Pack pack;
  private final byte[] pdf;
  private final byte[] json;
  private final String keys;

  /**
   * @param pack what belongs to the case
   * @param pdf the same to read
   * @param json the same as the API shows it
   * @param keys the published keys, a JWK set
   */
  public CaseZip(CasePackDesk.Pack pack, byte[] pdf, byte[] json, String keys) {
    this.pack = pack;
    this.pdf = pdf.clone();
    this.json = json.clone();
    this.keys = keys;
  }

  /** Writes it as it comes; the stream is not closed. */
  public void to(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    add(zip, "README.txt", readMe().getBytes(StandardCharsets.UTF_8));
    add(zip, "case.pdf", pdf);
    add(zip, "case.json", json);
    for (ExportFormat form : ExportFormat.ALL) {
      begin(zip, "events." + form.ending());
      pack.events().to(form.to(new Open(zip)));
      zip.closeEntry();
    }
    for (Map.Entry<TransferId, Supplier<String>> each :
        pack.receipts().entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.comparing(TransferId::value)))
            .toList()) {
      add(
          zip,
          "receipts/" + each.getKey() + ".jws",
          each.getValue().get().getBytes(StandardCharsets.UTF_8));
    }
    add(zip, "jwks.json", keys.getBytes(StandardCharsets.UTF_8));
    zip.finish();
  }

  private Instant madeAt() {
    return pack.file().made().at();
  }

  private void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.ofInstant(madeAt(), ZoneOffset.UTC));
    zip.putNextEntry(entry);
  }

  private void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    begin(zip, name);
    zip.write(bytes);
    zip.closeEntry();
  }

  private String readMe() {
    String withheld = pack.file().made().withheld();
    StringBuilder text = new StringBuilder();
    text.append(
        """
        Case %s of %s, packed %s.

        case.pdf is for people, case.json the same for programs. events.* is the audit trail from event %d to %d without a
        gap: what is about this case can be read, of everything else only digests are there. It takes a JDK 25 and nothing
        else to verify it. Fetch jwks.json yourself from the gateway's /.well-known/jwks.json if you do not trust this copy.

        java -jar onshore-verify.jar audit --keys jwks.json events.jsonl
        """
            .formatted(
                pack.file().docket().opened().id(),
                pack.file().practice(),
                Words.moment(madeAt()),
                pack.file().span().first(),
                pack.file().span().last()));
    pack.receipts().keySet().stream()
        .map(TransferId::value)
        .sorted()
        .findFirst()
        .ifPresent(
            first ->
                text.append(
                    "java -jar onshore-verify.jar receipt --keys jwks.json receipts/%s.jws\n"
                        .formatted(first)));
    if (!withheld.isEmpty()) {
      text.append(
          """

          Left out: %s. A name became a role or a number, the same throughout this pack. Receipts are signed whole and name
          people and places, so none is here; case.pdf has their SHA-256, for who is shown one.
          """
              .formatted(withheld));
    }
    return text.toString();
  }

  /** A form of export may close what it writes to; the pack goes on. */
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
