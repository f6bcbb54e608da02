package io.onshore.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;

/** One fingerprint of a rulebook's content. Every field is written with its length before it. */
final class RulebookDigest {
  private final MessageDigest sha256;

  private RulebookDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(Rulebook rulebook) {
    var digest = new RulebookDigest();
    digest.field("onshore-rulebook/2").field(rulebook.asOf());
    digest.count(rulebook.jurisdictions());
    rulebook.jurisdictions().forEach(digest::jurisdiction);
    digest.count(rulebook.groups());
    rulebook.groups().forEach(digest::group);
    digest.count(rulebook.rules());
    rulebook.rules().forEach(digest::rule);
    digest.count(rulebook.consentKinds());
    rulebook.consentKinds().forEach(digest::consentKind);
    for (EvidenceGrade grade : EvidenceGrade.values()) {
      digest.field(grade).field(rulebook.evidenceMaxAgeDays(grade));
    }
    digest.count(rulebook.gates());
    rulebook.gates().forEach(gate -> digest.field(gate.jurisdiction()).field(gate.conditionText()));
    digest.count(rulebook.sources());
    rulebook.sources().forEach(digest::source);
    digest.count(rulebook.penalties());
    rulebook.penalties().stream()
        .sorted(Comparator.comparing(Penalty::jurisdiction).thenComparing(Penalty::what))
        .forEach(digest::penalty);
    return HexFormat.of().formatHex(digest.sha256.digest());
  }

  /** The fingerprint of one rule. */
  static String of(Rule rule) {
    var digest = new RulebookDigest();
    digest.field("onshore-rule/1").rule(rule);
    return HexFormat.of().formatHex(digest.sha256.digest());
  }

  private void jurisdiction(Jurisdiction jurisdiction) {
    field(jurisdiction.id()).field(jurisdiction.name()).optional(jurisdiction.parent());
    optional(jurisdiction.regulator()).field(jurisdiction.law()).optional(jurisdiction.members());
  }

  private void group(PlaceGroup group) {
    field(group.id()).field(group.about()).count(group.members());
    group.members().stream()
        .sorted(Comparator.comparing(PlaceGroup.Member::place))
        .forEach(member -> field(member.place()).optional(member.from()).optional(member.to()));
    all(group.sources());
  }

  private void rule(Rule rule) {
    field(rule.id()).field(rule.jurisdiction()).field(rule.severity()).all(rule.remedies());
    field(rule.conditionText()).field(rule.text()).field(rule.fix());
    optional(rule.from()).optional(rule.to()).field(rule.localisation()).all(rule.sources());
  }

  private void consentKind(ConsentKind kind) {
    field(kind.id()).field(kind.law()).field(kind.per()).all(kind.mustState());
    all(kind.statutoryCore()).all(kind.scopes());
    all(kind.lifts()).optional(kind.note()).all(kind.sources());
  }

  private void source(Source source) {
    field(source.id()).field(source.grade()).field(source.url());
    optional(source.date()).optional(source.note());
  }

  private void penalty(Penalty penalty) {
    field(penalty.jurisdiction()).field(penalty.what()).field(penalty.maximum());
    all(penalty.sources());
  }

  private RulebookDigest all(Collection<?> values) {
    count(values);
    values.forEach(this::field);
    return this;
  }

  private RulebookDigest optional(Optional<?> value) {
    field(value.isPresent());
    value.ifPresent(this::field);
    return this;
  }

  private RulebookDigest count(Collection<?> values) {
    return field(values.size());
  }

  private RulebookDigest field(Object value) {
    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha256.update(bytes);
    return this;
  }
}
