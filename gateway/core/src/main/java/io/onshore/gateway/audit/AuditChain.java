package io.onshore.gateway.audit;

import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form in which events are hashed, {@value #FORM}. Each practice has a chain of its own. All
 * texts are UTF-8, all digests SHA-256, written as 64 lower-case hexadecimal digits.
 *
 * <p>An event has a secret salt of 32 random bytes, and parts: {@code actor}, {@code target},
 * {@code destination} if it concerns one, and {@code detail.<name>} for each detail. For each part
 *
 * <pre>
 * salt of the part   = SHA-256( name, byte 0, the event's salt )
 * digest of the part = SHA-256( name, byte 0, salt of the part (32 bytes), value )
 * </pre>
 *
 * <p>The hash of an event is that of these lines, each with a line feed after it, the parts in the
 * order of their names' bytes:
 *
 * <pre>
 * onshore-audit-1
 * &lt;practice&gt;
 * &lt;number, decimal&gt;
 * &lt;time, UTC, always six decimals: 2026-11-27T07:28:06.120000Z&gt;
 * &lt;type&gt;
 * &lt;hash of the event before&gt;
 * &lt;name of the part&gt; &lt;digest of the part&gt;
 * </pre>
 *
 * <p>Before the first event stands {@link #genesis}: the hash of the two lines {@code
 * onshore-audit-1 genesis} and the practice's id. An export shows the salt of each part whose value
 * it shows, and never the event's own: with it, left-out values could be tried out.
 */
public final class AuditChain {
  /** The name of the form. Another form gets another name. */
  public static final String FORM = "onshore-audit-1";

  /** How names of details begin among the parts. */
  public static final String DETAIL = "detail.";

  private static final int SALT_BYTES = 32;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]+");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private AuditChain() {}

  /** What stands before the first event of a practice. */
  public static String genesis(PracticeId practice) {
    return sha256(text(FORM + " genesis\n" + practice.value() + "\n"));
  }

  /** A salt for an event, which nobody can guess. */
  public static String freshSalt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return HEX.formatHex(salt);
  }

  /**
   * Makes an event the next link.
   *
   * @param end where the chain ends so far
   * @param salt of the event, see {@link #freshSalt}
   */
  public static ChainedEvent link(AuditEvent event, ChainEnd end, String salt) {
    ChainedEvent open =
        new ChainedEvent(
            event.practice(),
            end.number() + 1,
            event.at().truncatedTo(ChronoUnit.MICROS),
            event.type().name(),
            parts(
                salt,
                event.actor(),
                event.target(),
                event.destination().map(DestinationId::value),
                event.detail()),
            end.hash(),
            "");
    return new ChainedEvent(
        open.practice(),
        open.number(),
        open.at(),
        open.type(),
        open.parts(),
        open.previous(),
        hash(open, open.number()));
  }

  /**
   * The parts of an event from its values.
   *
   * @param salt of the event
   */
  public static List<AuditPart> parts(
      String salt,
      String actor,
      String target,
      Optional<String> destination,
      Map<String, String> detail) {
    byte[] secret = bytes(salt);
    List<AuditPart> parts = new ArrayList<>();
    parts.add(part("actor", actor, secret));
    parts.add(part("target", target, secret));
    if (destination.isPresent()) {
      parts.add(part("destination", destination.get(), secret));
    }
    for (Map.Entry<String, String> each : detail.entrySet()) {
      parts.add(part(DETAIL + each.getKey(), each.getValue(), secret));
    }
    return parts;
  }

  private static AuditPart part(String name, String value, byte[] secret) {
    return new AuditPart.Shown(name, value, sha256(text(name), new byte[] {0}, secret));
  }

  /** The hash that an event should have. */
  public static String hash(ChainedEvent event) {
    return hash(event, event.number());
  }

  /** The hash that an event would have under another number. */
  static String hash(ChainedEvent event, long number) {
    StringBuilder lines = new StringBuilder(1024);
    lines.append(FORM).append('\n');
    lines.append(event.practice().value()).append('\n');
    lines.append(number).append('\n');
    lines.append(time(event.at())).append('\n');
    lines.append(event.type()).append('\n');
    lines.append(event.previous()).append('\n');
    for (AuditPart part : event.parts()) {
      lines.append(part.name()).append(' ').append(part.digest()).append('\n');
    }
    return sha256(text(lines.toString()));
  }

  static String digest(AuditPart.Shown part) {
    return sha256(text(part.name()), new byte[] {0}, bytes(part.salt()), text(part.value()));
  }

  /** A salt's bytes; of one that somebody altered, whatever makes another digest. */
  private static byte[] bytes(String salt) {
    return DIGEST.matcher(salt).matches() ? HEX.parseHex(salt) : text(salt);
  }

  /**
   * Whether each piece of an event is what may stand in its line, so that no two events have the
   * same lines.
   */
  static boolean wellFormed(ChainedEvent event) {
    return WORD.matcher(event.type()).matches()
        && DIGEST.matcher(event.previous()).matches()
        && event.parts().stream()
            .allMatch(
                part ->
                    WORD.matcher(part.name()).matches() && DIGEST.matcher(part.digest()).matches());
  }

  /** A time as it is hashed and exported. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[]... pieces) {
    int length = 0;
    for (byte[] piece : pieces) {
      length += piece.length;
    }
    byte[] all = new byte[length];
    int end = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, end, piece.length);
      end += piece.length;
    }
    return RunningDigests.sha256(all).hex();
  }
}
