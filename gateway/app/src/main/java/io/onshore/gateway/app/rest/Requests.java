package io.onshore.gateway.app.rest;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.gateway.consent.Identifiers;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what clients send, and says clearly what cannot be understood. */
final class Requests {
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");
  private static final Pattern PAPER_KIND = Pattern.compile("[A-Z][A-Z0-9_:-]{0,79}");
  private static final Pattern TAG = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");
  private static final Pattern REPR_DIGEST =
      Pattern.compile("(?:^|[, ])sha-256=:([A-Za-z0-9+/=]{44}):");
  private static final int LONGEST_NOTE = 500;

  private Requests() {}

  static Declaration declaration(TransfersResource.@Nullable DeclareRequest request) {
    if (request == null) {
      throw invalid("the body is empty", "send the declaration as JSON");
    }
    TransfersResource.PatientRequest patient = request.patient();
    Long size = request.size();
    if (size == null || size < 1) {
      throw invalid("`size` is missing or not positive", "send the encrypted file's size in bytes");
    }
    return new Declaration(
        destinationId(required(request.destinationId(), "destinationId")),
        size,
        Optional.ofNullable(request.sha256()).map(Requests::sha256),
        Optional.ofNullable(patient == null ? null : patient.jurisdiction())
            .map(Requests::jurisdiction),
        Optional.ofNullable(patient == null ? null : patient.lawFollows()).map(Requests::law),
        Optional.ofNullable(patient == null ? null : patient.reference()),
        tags(request.tags()),
        Set.copyOf(orEmpty(request.acknowledge())),
        Optional.ofNullable(request.emergency()).map(Requests::emergency));
  }

  /** Why patient care cannot wait. */
  static String emergency(TransfersResource.EmergencyRequest emergency) {
    return reason(emergency.reason());
  }

  /** A reason that has to be given. */
  static String reason(@Nullable String text) {
    return note(required(text, "reason"));
  }

  static DestinationId destinationId(String text) {
    return parsed(
        text,
        DestinationId::new,
        RefusalCode.DESTINATION_UNKNOWN,
        "there is no such destination",
        "choose one that the list of destinations shows");
  }

  static TransferId transferId(String text) {
    return parsed(
        text,
        TransferId::new,
        RefusalCode.TRANSFER_UNKNOWN,
        "there is no such transfer",
        "check the address");
  }

  static JurisdictionId jurisdiction(String text) {
    return parsed(
        text,
        JurisdictionId::new,
        RefusalCode.JURISDICTION_UNKNOWN,
        "the rulebook knows no jurisdiction of that name",
        "use one of the ids that the list of jurisdictions shows, such as `AU-VIC`");
  }

  static Digest sha256(String hex) {
    return parsed(
        hex,
        text -> new Digest(DigestAlgorithm.SHA256, text),
        RefusalCode.INVALID_REQUEST,
        "`sha256` is not a SHA-256 digest",
        "send 64 hexadecimal digits");
  }

  /** The SHA-256 of a {@code Repr-Digest} header (RFC 9530), if it has one. */
  static Optional<Digest> reprDigest(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher matcher = REPR_DIGEST.matcher(header);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        parsed(
            matcher.group(1),
            text -> Digest.of(DigestAlgorithm.SHA256, Base64.getDecoder().decode(text)),
            RefusalCode.INVALID_REQUEST,
            "`Repr-Digest` cannot be understood",
            "send `sha-256=:` and the digest in base64 and `:`"));
  }

  static PatientLaw law(String text) {
    return parsed(
        text.toUpperCase(Locale.ROOT),
        PatientLaw::valueOf,
        RefusalCode.INVALID_REQUEST,
        "`lawFollows` cannot be understood",
        "send `yes`, `no` or `unknown`");
  }

  static ConsentOnFile.Scope scope(@Nullable String text) {
    return parsed(
        required(text, "scope").toUpperCase(Locale.ROOT),
        ConsentOnFile.Scope::valueOf,
        RefusalCode.INVALID_REQUEST,
        "`scope` cannot be understood",
        "send `this_use`, `recipient_purpose` or `bundled`");
  }

  static Set<String> tags(@Nullable List<String> tags) {
    for (String tag : orEmpty(tags)) {
      if (!TAG.matcher(tag).matches()) {
        throw invalid("a tag cannot be understood", "tags are lower-case words such as `ehr`");
      }
    }
    return Set.copyOf(orEmpty(tags));
  }

  static String code(@Nullable String text, String name) {
    String code = required(text, name);
    if (!CODE.matcher(code).matches()) {
      throw invalid(
          "`" + name + "` is not a code", "send up to 40 letters, digits and underscores");
    }
    return code;
  }

  /** Words of a person, without what may tell who a patient is. */
  static String note(@Nullable String text) {
    if (text != null && text.length() > LONGEST_NOTE) {
      throw invalid("`reason` is too long", "use at most " + LONGEST_NOTE + " characters");
    }
    return text == null ? "" : Identifiers.scrubbed(text.strip());
  }

  static String reference(@Nullable String text) {
    String reference = required(text, "reference");
    if (!REFERENCE.matcher(reference).matches()) {
      throw invalid(
          "`reference` cannot be understood",
          "send the number or path under which the practice keeps the consent, up to 100 letters,"
              + " digits, dots, colons, slashes, hyphens and underscores");
    }
    return reference;
  }

  static String required(@Nullable String text, String name) {
    if (text == null || text.isBlank()) {
      throw invalid("`" + name + "` is missing", "send it");
    }
    return text;
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    if (list != null && list.contains(null)) {
      throw invalid("a list holds `null`", "leave it out");
    }
    return list == null ? List.of() : list;
  }

  /** Refuses a body that is empty, or JSON's {@code null}. */
  static void requireBody(@Nullable Object body) {
    if (body == null) {
      throw invalid(
          "the body is empty", "send JSON as the interface description at /q/openapi says");
    }
  }

  static RequestRefused invalid(String detail, String hint) {
    return new RequestRefused(RefusalCode.INVALID_REQUEST, detail, hint);
  }

  /** The kind of a paper, such as {@code BAA} or {@code ACCEPTED:AU-APP8-USE}. */
  static String paperKind(@Nullable String text) {
    String kind = required(text, "kind");
    if (!PAPER_KIND.matcher(kind).matches()) {
      throw invalid("`kind` is not the kind of a paper", "send a word such as `BAA` or `PIA`");
    }
    return kind;
  }

  /** What a value's own rules make of it. */
  static <T> T valid(Supplier<T> value, String hint) {
    try {
      return value.get();
    } catch (IllegalArgumentException wrong) {
      RequestRefused refused = invalid(String.valueOf(wrong.getMessage()), hint);
      refused.addSuppressed(wrong);
      throw refused;
    }
  }

  private static <T> T parsed(
      String text, Function<String, T> parser, RefusalCode code, String detail, String hint) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException wrong) {
      RequestRefused refused = new RequestRefused(code, detail, hint);
      refused.addSuppressed(wrong);
      throw refused;
    }
  }
}
