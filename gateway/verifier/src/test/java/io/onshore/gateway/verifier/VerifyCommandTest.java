package io.onshore.gateway.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.receipt.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says of what it is handed, and how it exits. */
class VerifyCommandTest {
  @TempDir Path folder;

  private final Gateway gateway;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path keys = Path.of("unset");

  VerifyCommandTest() throws Exception {
    gateway = new Gateway();
  }

  @BeforeEach
  void publish() throws IOException {
    keys = file("jwks.json", gateway.keys());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... words) {
    out.reset();
    err.reset();
    return new VerifyCommand(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(words));
  }

  private void valid(int code, String... said) {
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(out.toString(UTF_8)).startsWith("VALID: ").contains(said);
    assertThat(code).isZero();
  }

  private void notValid(int code, String... said) {
    assertThat(err.toString(UTF_8)).startsWith("NOT VALID: ").contains(said);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(code).isEqualTo(1);
  }

  private int receipt(String jws, String... more) throws IOException {
    Path receipt = file("receipt.jws", jws);
    return run(
        Stream.concat(
                Stream.of("receipt", "--keys", keys.toString(), receipt.toString()),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  // Receipts.

  @Test
  void printsWhatAValidReceiptStates() throws Exception {
    valid(
        receipt(gateway.receipt() + "\n"),
        "transfer: trf_1\n",
        "file:\n  sha256: " + "ab".repeat(32) + "\n  size: 9\n",
        "acknowledgements 1:\n  findings: A, B\n  by: nurse\n",
        "consents: none\n");
  }

  @Test
  void printsNothingThatATerminalTakesForACommand() throws Exception {
    valid(receipt(gateway.receipt()), "name: Library?[2J\n");
    notValid(receipt(gateway.sign("\u001b[2J\u202e", "{}")), "the receipt is `?[2J?`");
  }

  @Test
  void noticesEachCharacterThatWasChanged() throws Exception {
    String receipt = gateway.receipt();
    for (int i = 0; i < receipt.length(); i++) {
      char[] changed = receipt.toCharArray();
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      assertThat(receipt(new String(changed))).as("character " + i).isEqualTo(1);
      assertThat(err.toString(UTF_8)).startsWith("NOT VALID: ");
    }
    int middle = receipt.indexOf('.') + 20;
    char[] changed = receipt.toCharArray();
    changed[middle] = changed[middle] == 'A' ? 'B' : 'A';
    notValid(receipt(new String(changed)), "the signature of the receipt does not hold");
  }

  @Test
  void noticesThatItIsCutOff() throws Exception {
    String receipt = gateway.receipt();
    for (int length = 0; length < receipt.length(); length++) {
      assertThat(receipt(receipt.substring(0, length))).as("length " + length).isEqualTo(1);
    }
    notValid(receipt(receipt.substring(0, receipt.lastIndexOf('.'))), "cut off");
    notValid(receipt(receipt.substring(0, receipt.lastIndexOf('.') + 1)), "cut off");
    notValid(receipt(receipt + ".AAAA"), "cut off, or no JWS");
  }

  @Test
  void takesNoOtherGatewaysSignature() throws Exception {
    Gateway other = new Gateway();
    notValid(
        receipt(other.receipt()),
        "`" + other.kid() + "`, which is not among the published ones",
        "fetch them anew");
    JsonWebSignature forged = other.unsigned(Receipt.TYPE, "{\"receipt\":1}");
    forged.setKeyIdHeaderValue(gateway.kid());
    notValid(
        receipt(forged.getCompactSerialization()), "the signature of the receipt does not hold");
  }

  @Test
  void takesNoHeadForAReceipt() throws Exception {
    notValid(
        receipt(gateway.head(Gateway.chain(1).getFirst())),
        "the receipt is `onshore-audit-head+jws`, not `onshore-receipt+jws`");
  }

  @Test
  void takesNothingUnsigned() throws Exception {
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"alg\":\"none\",\"kid\":\"%s\",\"typ\":\"%s\"}"
                    .formatted(gateway.kid(), Receipt.TYPE)
                    .getBytes(UTF_8));
    String payload = gateway.receipt().split("\\.", -1)[1];
    notValid(receipt(header + "." + payload + "."), "signed by `none`", "by `ES256` only");
    notValid(receipt(header + "." + payload + ".AAAA"), "signed by `none`");
  }

  @Test
  void takesNoPublishedKeyForASecret() throws Exception {
    JsonWebSignature confused = gateway.unsigned(Receipt.TYPE, "{\"receipt\":1}");
    confused.setAlgorithmHeaderValue("HS256");
    confused.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    confused.setKey(new HmacKey(gateway.keys().getBytes(UTF_8)));
    notValid(receipt(confused.getCompactSerialization()), "signed by `HS256`");
  }

  @Test
  void readsNoNewerVersionThanItKnows() throws Exception {
    notValid(receipt(gateway.sign(Receipt.TYPE, "{\"receipt\":2}")), "version 2", "a newer one");
  }

  @Test
  void comparesAFileWithItsReceipt() throws Exception {
    String sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    String jws = gateway.sign(Receipt.TYPE, Gateway.statement(sha256, 4));
    valid(
        receipt(jws, "--file", file("photo.age", "test").toString()),
        "the file is the one of the receipt");
    notValid(
        receipt(jws, "--file", file("photo.age", "tess").toString()),
        "its SHA-256 is ",
        ", not " + sha256);
    notValid(
        receipt(jws, "--file", file("photo.age", "tests").toString()), "it has 5 bytes, not 4");
  }

  // Audit trails.

  private int audit(List<String> lines, String... more) throws IOException {
    Path export = file("audit.jsonl", String.join("\n", lines) + "\n");
    return run(
        Stream.concat(
                Stream.of("audit", "--keys", keys.toString(), export.toString()),
                Arrays.stream(more))
            .toArray(String[]::new));
  }

  private static List<String> replaced(List<String> lines, int line, String from, String to) {
    List<String> changed = new ArrayList<>(lines);
    assertThat(lines.get(line - 1)).contains(from);
    changed.set(line - 1, lines.get(line - 1).replace(from, to));
    return changed;
  }

  @Test
  void followsAWholeTrailToItsSignedHead() throws Exception {
    List<ChainedEvent> chain = Gateway.chain(6);
    valid(
        audit(Gateway.export(chain, gateway.head(chain.get(1)), gateway.head(chain.get(4)))),
        "the events 1 to 6 of practice `harbour` are as they were written",
        "begin with the practice's first event",
        "signed up to event 5 (2 signed heads)");
    valid(audit(Gateway.export(chain)), "no signed head is among them");
    valid(
        audit(List.of(Gateway.header(1, 0), "{\"heads\":[]}")),
        "practice `harbour` without any event");
  }

  @Test
  void followsAPartOfATrailAndOneWithValuesLeftOut() throws Exception {
    List<ChainedEvent> chain = Gateway.chain(6);
    valid(audit(Gateway.export(chain.subList(2, 5))), "what was before event 3 is not in this");
    List<ChainedEvent> redacted =
        chain.stream().map(each -> each.withhold(Set.of(Withholding.values()))).toList();
    assertThat(Gateway.line(redacted.getFirst())).doesNotContain("trf_1");
    valid(audit(Gateway.export(redacted, gateway.head(chain.getLast()))), "up to event 6");
  }

  @Test
  void namesTheLineOfAnEditedEvent() throws Exception {
    List<ChainedEvent> chain = Gateway.chain(5);
    List<String> lines = Gateway.export(chain, gateway.head(chain.getLast()));
    notValid(audit(replaced(lines, 4, "trf_3", "trf_4")), "line 4: edited: event 3");
    notValid(audit(replaced(lines, 4, "FILE_STORED", "FILE_VERIFIED")), "line 4: edited: event 3");
    notValid(audit(replaced(lines, 4, "\"salt\"", "\"salz\"")), "line 4: edited: ");
    notValid(
        audit(replaced(lines, 4, "{\"number\"", "{\"extra\":1,\"number\"")),
        "line 4: edited: the event has `extra`, which no gateway writes there");
    notValid(
        audit(replaced(lines, 4, "{\"number\"", "{\"number\":9,\"number\"")), "line 4: edited: ");
    notValid(audit(replaced(lines, 1, "harbour", "harbou")), "is of practice `harbour`");
    notValid(audit(replaced(Gateway.export(chain), 1, "harbour", "harbou")), "line 2: edited");
  }

  @Test
  void namesTheLineOfAnEventThatWasHashedAnew() throws Exception {
    List<ChainedEvent> chain = Gateway.chain(5);
    AuditEvent other =
        AuditEvent.byGateway(
            Gateway.PRACTICE, Gateway.AT, AuditType.FILE_STORED, "trf_9", Map.of());
    ChainedEvent forged = AuditChain.link(other, ChainEnd.at(chain.get(1)), AuditChain.freshSalt());
    List<String> lines = new ArrayList<>(Gateway.export(chain));
    lines.set(3, Gateway.line(forged));
    notValid(audit(lines), "line 4: edited: event 3");
  }

  @Test
  void namesTheLineWhereAnEventIsMissingOrStandsElsewhere() throws Exception {
    List<String> lines = Gateway.export(Gateway.chain(5));
    notValid(audit(Gateway.without(lines, 4)), "line 4: missing: event 3");
    notValid(audit(Gateway.without(lines, 2)), "line 2: missing: event 1");
    List<String> swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 3, 4);
    notValid(audit(swapped), "line 4: missing: event 3");
    List<String> twice = new ArrayList<>(lines);
    twice.add(4, lines.get(2));
    notValid(audit(twice), "line 5: reordered: another event");
  }

  @Test
  void noticesThatTheEndIsMissing() throws Exception {
    List<ChainedEvent> chain = Gateway.chain(5);
    List<String> lines = Gateway.export(chain, gateway.head(chain.getLast()));
    notValid(audit(Gateway.without(lines, 7)), "the export was cut off");
    notValid(audit(Gateway.without(lines, 6)), "line 6: truncated: the trail ends before event 5");
    List<String> honest = Gateway.export(chain.subList(0, 4), gateway.head(chain.getLast()));
    notValid(audit(honest), "truncated: the trail ends before event 5");
    notValid(audit(replaced(Gateway.export(chain), 1, "\"last\":5", "\"last\":4")), "added");
  }

  @Test
  void noticesATrailThatWasWrittenAnewByTheHeadThatWasPutAside() throws Exception {
    List<ChainedEvent> chain = Gateway.chain(4);
    Path aside = file("head.jws", gateway.head(chain.get(2)));
    List<ChainedEvent> anew = new ArrayList<>();
    ChainEnd end = ChainEnd.genesis(Gateway.PRACTICE);
    for (int i = 1; i <= 4; i++) {
      AuditEvent event =
          AuditEvent.byGateway(
              Gateway.PRACTICE, Gateway.AT, AuditType.FILE_STORED, "trf_" + i, Map.of());
      anew.add(AuditChain.link(event, end, AuditChain.freshSalt()));
      end = ChainEnd.at(anew.getLast());
    }
    valid(audit(Gateway.export(chain), "--head", aside.toString()), "signed up to event 3");
    valid(audit(Gateway.export(anew)), "no signed head is among them");
    notValid(
        audit(Gateway.export(anew), "--head", aside.toString()),
        "line 4: rewritten: event 3 is not the one that was signed");
    notValid(
        audit(Gateway.export(chain.subList(0, 2)), "--head", aside.toString()),
        "truncated: the trail ends before event 3");
    notValid(
        audit(Gateway.export(chain.subList(3, 4)), "--head", aside.toString()),
        "is of event 3, which is before this export");
  }

  @Test
  void takesNoHeadThatNobodySigned() throws Exception {
    List<ChainedEvent> chain = Gateway.chain(2);
    notValid(
        audit(Gateway.export(chain, new Gateway().head(chain.getLast()))),
        "signed head 1 of the last line was signed with the key");
    notValid(audit(Gateway.export(chain, gateway.receipt())), "not `" + AuditHead.TYPE + "`");
  }

  @Test
  void takesNothingElseForAnExport() throws Exception {
    notValid(audit(List.of("{}")), "no export of an audit trail");
    notValid(audit(List.of("")), "no JSON object");
    List<String> lines = Gateway.export(Gateway.chain(1));
    notValid(
        audit(replaced(lines, 1, "onshore-audit-1", "onshore-audit-2")),
        "the form `onshore-audit-2`");
    notValid(audit(replaced(lines, 1, "\"first\":1", "\"first\":0")), "no range of events");
  }

  // The command.

  @Test
  void saysWhatCannotBeReadAndHowItIsUsed() throws Exception {
    Path missing = folder.resolve("missing.jws");
    assertThat(run("receipt", "--keys", keys.toString(), missing.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("cannot be read: ").contains("missing.jws");
    Path receipt = file("receipt.jws", gateway.receipt());
    notValid(run("receipt", "--keys", receipt.toString(), receipt.toString()), "no JWK set");
    for (String[] words :
        new String[][] {
          {},
          {"receipt"},
          {"receipt", receipt.toString()},
          {"receipt", "--keys", keys.toString()},
          {"receipt", "--keys"},
          {"receipt", "--keys", keys.toString(), receipt.toString(), "--wrong"},
          {"receipt", "--keys", keys.toString(), receipt.toString(), receipt.toString()},
          {"receipt", "--keys", keys.toString(), receipt.toString(), "--head", "x"},
          {"audit", "--keys", keys.toString(), receipt.toString(), "--file", "x"},
          {"forge", "--keys", keys.toString(), receipt.toString()},
        }) {
      assertThat(run(words)).as(String.join(" ", words)).isEqualTo(64);
      assertThat(err.toString(UTF_8)).startsWith("usage: onshore-verify");
    }
  }

  private String process(int code, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(VerifyCommand.class.getName());
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(code);
    return said;
  }

  @Test
  void runsAsAProcessOfItsOwn() throws Exception {
    Path receipt = file("receipt.jws", gateway.receipt());
    assertThat(process(0, "receipt", "--keys", keys.toString(), receipt.toString()))
        .startsWith("VALID: ");
    Path changed = file("changed.jws", gateway.receipt().replaceFirst("\\.e", ".f"));
    assertThat(process(1, "receipt", "--keys", keys.toString(), changed.toString()))
        .startsWith("NOT VALID: ");
    assertThat(process(64)).startsWith("usage: ");
  }
}
