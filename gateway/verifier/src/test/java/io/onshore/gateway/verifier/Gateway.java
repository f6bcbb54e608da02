package io.onshore.gateway.verifier;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.receipt.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;

/** What a gateway hands out: it signs and chains as gateways do. */
final class Gateway {
  static final PracticeId PRACTICE = new PracticeId("harbour");
  static final Instant AT = Instant.parse("2026-11-22T03:04:05.123456Z");

  private final EllipticCurveJsonWebKey key;

  Gateway() throws JoseException {
    key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    key.setKeyId(key.calculateBase64urlEncodedThumbprint(HashUtil.SHA_256));
  }

  String kid() {
    return key.getKeyId();
  }

  /** What it publishes. */
  String keys() {
    return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  JsonWebSignature unsigned(String type, String payload) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("ES256");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setHeader("typ", type);
    jws.setPayload(payload);
    jws.setKey(key.getPrivateKey());
    return jws;
  }

  String sign(String type, String payload) throws JoseException {
    return unsigned(type, payload).getCompactSerialization();
  }

  static String statement(String sha256, long size) {
    return "{\"receipt\":1,\"transfer\":\"trf_1\",\"file\":{\"sha256\":\"%s\",\"size\":%d},\"destination\":{\"name\":\"Library\\u001b[2J\"},\"acknowledgements\":[{\"findings\":[\"A\",\"B\"],\"by\":\"nurse\"}],\"consents\":[]}"
        .formatted(sha256, size);
  }

  String receipt() throws JoseException {
    return sign(Receipt.TYPE, statement("ab".repeat(32), 9));
  }

  /** A chain of so many events. */
  static List<ChainedEvent> chain(int events) {
    List<ChainedEvent> chain = new ArrayList<>();
    ChainEnd end = ChainEnd.genesis(PRACTICE);
    for (int i = 1; i <= events; i++) {
      AuditEvent event =
          AuditEvent.byGateway(
              PRACTICE,
              AT.plusSeconds(i),
              AuditType.FILE_STORED,
              "trf_" + i,
              Map.of("object", "o" + i, "name", "n" + i));
      ChainedEvent link = AuditChain.link(event, end, AuditChain.freshSalt());
      chain.add(link);
      end = ChainEnd.at(link);
    }
    return chain;
  }

  String head(ChainedEvent event) throws JoseException {
    return sign(
        AuditHead.TYPE,
        new AuditHead(PRACTICE, event.number(), event.hash(), AT.plusSeconds(99)).payload());
  }

  /** An export in lines: a header, events, signed heads. */
  static List<String> export(List<ChainedEvent> events, String... heads) {
    List<String> lines = new ArrayList<>();
    long first = events.getFirst().number();
    lines.add(header(first, events.getLast().number()));
    events.forEach(event -> lines.add(line(event)));
    lines.add(JsonUtil.toJson(Map.of("heads", List.of(heads))));
    return lines;
  }

  static String header(long first, long last) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("kind", "onshore-audit-export");
    header.put("form", AuditChain.FORM);
    header.put("practice", PRACTICE.value());
    header.put("first", first);
    header.put("last", last);
    header.put("withheld", List.of());
    header.put("exportedAt", AuditChain.time(AT));
    return JsonUtil.toJson(header);
  }

  static String line(ChainedEvent event) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (AuditPart part : event.parts()) {
      parts.put(
          part.name(),
          switch (part) {
            case AuditPart.Shown shown -> Map.of("value", shown.value(), "salt", shown.salt());
            case AuditPart.Withheld withheld -> Map.of("digest", withheld.digest());
          });
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("number", event.number());
    line.put("at", AuditChain.time(event.at()));
    line.put("type", event.type());
    line.put("parts", parts);
    line.put("previous", event.previous());
    line.put("hash", event.hash());
    return JsonUtil.toJson(line);
  }

  /** Each of the lines but these. */
  static List<String> without(List<String> lines, Integer... numbers) {
    Set<Integer> gone = Set.of(numbers);
    return IntStream.rangeClosed(1, lines.size())
        .filter(number -> !gone.contains(number))
        .mapToObj(number -> lines.get(number - 1))
        .toList();
  }
}
