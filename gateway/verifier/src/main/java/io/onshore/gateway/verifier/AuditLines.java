package io.onshore.gateway.verifier;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The lines of an export of the audit trail: a header, events, signed heads. A member that no
 * gateway writes is refused, for no signature covers it.
 */
final class AuditLines {
  private static final String KIND = "onshore-audit-export";

  private AuditLines() {}

  /** What the export says that it is; nothing vouches for it. */
  record Header(PracticeId practice, long first, long last) {}

  static Header header(String line) throws NotValid {
    JsonText header = JsonText.read("the header", line);
    if (!KIND.equals(header.textIfAny("kind").orElse(""))) {
      throw new NotValid("it is no export of an audit trail in JSON Lines");
    }
    if (!AuditChain.FORM.equals(header.text("form"))) {
      throw new NotValid(
          "it has the form `%s`, of which this command knows nothing; take a newer one"
              .formatted(header.text("form")));
    }
    header.requireOnly(
        Set.of("kind", "form", "practice", "first", "last", "withheld", "exportedAt"));
    Header read =
        new Header(
            practice(header.text("practice")), header.number("first"), header.number("last"));
    if (read.first() < 1 || read.last() < read.first() - 1) {
      throw new NotValid("the header names no range of events");
    }
    return read;
  }

  private static PracticeId practice(String text) throws NotValid {
    try {
      return new PracticeId(text);
    } catch (IllegalArgumentException ignored) {
      throw new NotValid("the practice's id is none");
    }
  }

  static ChainedEvent event(String line, PracticeId practice) throws NotValid {
    JsonText event = JsonText.read("the event", line);
    event.requireOnly(Set.of("number", "at", "type", "parts", "previous", "hash"));
    JsonText parts = event.object("parts");
    List<AuditPart> read = new ArrayList<>();
    for (String name : parts.names()) {
      read.add(part(name, parts.object(name)));
    }
    return new ChainedEvent(
        practice,
        event.number("number"),
        moment(event.text("at")),
        event.text("type"),
        read,
        event.text("previous"),
        event.text("hash"));
  }

  private static AuditPart part(String name, JsonText part) throws NotValid {
    if (part.has("digest")) {
      part.requireOnly(Set.of("digest"));
      return new AuditPart.Withheld(name, part.text("digest"));
    }
    part.requireOnly(Set.of("value", "salt"));
    return new AuditPart.Shown(name, part.text("value"), part.text("salt"));
  }

  private static Instant moment(String text) throws NotValid {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException ignored) {
      throw new NotValid("the event has no time that can be read");
    }
  }

  /** The signed heads in the last line. */
  static List<String> heads(String line) throws NotValid {
    JsonText end = JsonText.read("the last line", line);
    if (!end.has("heads")) {
      throw new NotValid("the export was cut off: its last line, the signed heads, is missing");
    }
    end.requireOnly(Set.of("heads"));
    return end.texts("heads");
  }

  /** What a head states, once its signature is found to hold. */
  static AuditHead head(String what, String jws, PublishedKeys keys) throws NotValid {
    String payload = SignedStatement.check(what, AuditHead.TYPE, jws, keys).payload();
    JsonText stated = JsonText.read(what, payload);
    return new AuditHead(
        practice(stated.text("practice")),
        stated.number("number"),
        stated.text("hash"),
        moment(stated.text("at")));
  }
}
