package io.onshore.gateway.verifier;

import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.audit.ChainWalk;
import io.onshore.gateway.audit.ChainedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes along an exported audit trail by the gateway's own rules for its chain, and stops at the
 * first fault. Reads the file twice, for the signed heads stand at its end, and keeps one line of
 * it in memory.
 */
final class AuditCheck {
  private final Path file;
  private final PublishedKeys keys;

  AuditCheck(Path file, PublishedKeys keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * What was found to hold.
   *
   * @param signed the last event up to which the trail is signed; zero if nothing is
   */
  record Found(AuditLines.Header header, int heads, long signed) {
    /** For people to read. */
    String text() {
      if (header.last() < header.first()) {
        return "an export of practice `%s` without any event".formatted(header.practice());
      }
      return "the events %d to %d of practice `%s` are as they were written%n%s%n%s"
          .formatted(
              header.first(),
              header.last(),
              header.practice(),
              header.first() == 1
                  ? "they begin with the practice's first event"
                  : "what was before event %d is not in this export".formatted(header.first()),
              signed == 0
                  ? "no signed head is among them: whoever wrote all of them anew would not be"
                      + " noticed"
                  : "signed up to event %d (%d signed heads); later ones are chained to it"
                      .formatted(signed, heads));
    }
  }

  /**
   * Checks the export.
   *
   * @param aside signed heads that were put aside before, which the trail has to contain
   */
  Found check(List<String> aside) throws NotValid, IOException {
    List<AuditHead> heads = new ArrayList<>();
    Optional<String> last = lastLine();
    AuditLines.Header header = AuditLines.header(firstLine());
    List<String> within = AuditLines.heads(last.orElse(""));
    for (int i = 0; i < within.size(); i++) {
      heads.add(head("signed head " + (i + 1) + " of the last line", within.get(i), header));
    }
    for (int i = 0; i < aside.size(); i++) {
      heads.add(head("head " + (i + 1) + " that was put aside", aside.get(i), header));
    }
    walk(header, heads);
    return new Found(
        header, heads.size(), heads.stream().mapToLong(AuditHead::number).max().orElse(0));
  }

  private AuditHead head(String what, String jws, AuditLines.Header header) throws NotValid {
    AuditHead head = AuditLines.head(what, jws, keys);
    if (!head.practice().equals(header.practice())) {
      throw new NotValid(what + " is of practice `" + head.practice() + "`");
    }
    if (head.number() < header.first()) {
      throw new NotValid(
          "%s is of event %d, which is before this export; export from there on"
              .formatted(what, head.number()));
    }
    return head;
  }

  private void walk(AuditLines.Header header, List<AuditHead> heads) throws NotValid, IOException {
    try (BufferedReader lines = open()) {
      Optional<ChainWalk> walk = Optional.empty();
      String held = "";
      long number = -1;
      // Behind by one line, for the last one is no event.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number > 1) {
          ChainedEvent event = event(held, number, header);
          if (walk.isEmpty()) {
            walk = Optional.of(new ChainWalk(begin(header, event), header.last(), heads));
          }
          Optional<ChainFault> fault = walk.get().next(event);
          if (fault.isPresent()) {
            boolean before = fault.get().number() == walk.get().reached().number();
            throw at(before ? number - 1 : number, fault.get());
          }
        }
        held = line;
      }
      Optional<ChainFault> fault =
          walk.orElseGet(
                  () -> new ChainWalk(new ChainEnd(header.first() - 1, ""), header.last(), heads))
              .end();
      if (fault.isPresent()) {
        throw at(number + 1, fault.get());
      }
      if (walk.isPresent() && walk.get().reached().number() > header.last()) {
        throw at(number, new ChainFault(ChainFault.Kind.ADDED, header.last() + 1));
      }
    }
  }

  private static ChainEnd begin(AuditLines.Header header, ChainedEvent first) {
    return header.first() == 1
        ? ChainEnd.genesis(header.practice())
        : new ChainEnd(header.first() - 1, first.previous());
  }

  private static ChainedEvent event(String line, long number, AuditLines.Header header)
      throws NotValid {
    try {
      return AuditLines.event(line, header.practice());
    } catch (NotValid unreadable) {
      throw new NotValid("line %d: edited: %s".formatted(number, unreadable.getMessage()));
    }
  }

  private static NotValid at(long line, ChainFault fault) {
    return new NotValid("line %d: %s: %s".formatted(line, fault.id(), fault.text()));
  }

  private String firstLine() throws IOException {
    try (BufferedReader lines = open()) {
      return Optional.ofNullable(lines.readLine()).orElse("");
    }
  }

  private Optional<String> lastLine() throws IOException {
    try (BufferedReader lines = open()) {
      Optional<String> last = Optional.empty();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Optional.of(line);
      }
      return last;
    }
  }

  /** Bytes that are no text become a sign that nobody wrote, and show as an edited event. */
  private BufferedReader open() throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }
}
