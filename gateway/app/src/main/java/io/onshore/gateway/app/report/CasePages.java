package io.onshore.gateway.app.report;

import static java.util.Map.entry;

import io.onshore.gateway.app.report.Paper.Column;
import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.report.CaseFile;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Frozen;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.Ruling;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A case as a document. Used by one thread. */
public final class CasePages {
  private final CaseFile file;
  private final ReviewCase opened;

  private CasePages(CaseFile file) {
    this.file = file;
    this.opened = file.docket().opened();
  }

  /** The document, as PDF. */
  public static byte[] pdf(CaseFile file) throws IOException {
    Paper.Front front =
        new Paper.Front(
            "Case: " + Words.plain(file.docket().opened().kind().name()),
            file.practice(),
            file.made().at(),
            file.made().by());
    try (Paper paper = new Paper(front)) {
      new CasePages(file).lay(paper);
      return paper.finished();
    }
  }

  private void lay(Paper paper) throws IOException {
    summary(paper);
    seen(paper);
    rulings(paper);
    work(paper);
    files(paper);
    timeline(paper);
  }

  private void summary(Paper paper) throws IOException {
    Docket.Standing standing = file.docket().standing();
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    facts.add(entry("Case", opened.id()));
    facts.add(entry("Opened", Words.moment(opened.openedAt())));
    opened.destination().ifPresent(id -> facts.add(entry("Destination", id.value())));
    opened.rule().ifPresent(rule -> facts.add(entry("Rule", rule)));
    facts.add(entry("State", Words.plain(standing.state().name())));
    facts.add(entry("Due", Words.moment(standing.due())));
    standing.assignee().ifPresent(name -> facts.add(entry("Assigned to", name)));
    facts.add(entry("Made", Words.made(file.made())));
    facts.add(entry("Left out", Words.leftOut(file.made())));
    paper.facts(facts);
    paper.section("What happened");
    paper.say(
        "%s It happened %s, the last time on %s. %s"
            .formatted(
                meaning(opened.kind()),
                Words.count(standing.occurrences(), "time"),
                Words.moment(standing.lastAt()),
                switch (standing.state()) {
                  case OPEN -> "Nobody has decided the case yet.";
                  case PENDING -> "It is decided; what was decided is not done yet.";
                  case DECIDED -> "It is decided, and what was decided is done.";
                }));
    for (String change : opened.changes()) {
      paper.say(change);
    }
  }

  private static String meaning(ReviewCase.Kind kind) {
    return switch (kind) {
      case DESTINATION_CHANGED ->
          "Another account, folder or owner was found behind a destination than was approved.";
      case EVIDENCE_CHANGED -> "A provider answered differently about where data rests.";
      case CONSENT_WITHDRAWN -> "A patient withdrew a consent on which files rest.";
      case WARNING_OVERRIDDEN -> "A person was warned, and sent all the same.";
      case FILE_HELD -> "A file was held until a remedy is on file.";
      case EMERGENCY_SENT ->
          "A person sent past what held a file, because patient care could not wait.";
      case RULE_OBJECTED -> "A person said that the warning of a rule is wrong.";
      case RULE_OVER_BUDGET -> "A rule interrupted too often, or was overridden too often.";
    };
  }

  private void seen(Paper paper) throws IOException {
    paper.section("What the person saw");
    List<ReviewCases.Occurrence> frozen =
        file.seen().stream().filter(each -> each.frozen().isPresent()).toList();
    paper.say(
        frozen.isEmpty()
            ? "Nothing was shown to a person: the case is not about a send."
            : "This is as it was shown then; no later evidence, rule or decision rewrites it.");
    for (ReviewCases.Occurrence each : frozen) {
      saw(paper, each, each.frozen().orElseThrow());
    }
  }

  private void saw(Paper paper, ReviewCases.Occurrence when, Frozen saw) throws IOException {
    paper.part(Words.moment(when.at()) + when.person().map(person -> ", " + person).orElse(""));
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    saw.transfer().ifPresent(id -> facts.add(entry("Transfer", id.value())));
    facts.add(
        entry(
            "Decision",
            "%s, %s, %s"
                .formatted(
                    saw.decision(), Words.plain(saw.outcome()), Words.moment(saw.decidedAt()))));
    facts.add(entry("Rules", "sha256:" + saw.rulebook()));
    saw.rulesVersion().ifPresent(number -> facts.add(entry("Own rules", "version " + number)));
    saw.said()
        .ifPresent(
            said ->
                facts.add(
                    entry(
                        "The person said",
                        "%s: %s (%s, %s)"
                            .formatted(
                                Words.plain(said.code()),
                                said.reason().isEmpty() ? "no words" : said.reason(),
                                said.person(),
                                Words.moment(said.at())))));
    paper.facts(facts);
    paper.table(
        List.of(
            Column.text("Finding", 1.8f),
            Column.text("Weight", 0.8f),
            Column.text("Law of", 0.8f),
            Column.text("In these words", 3),
            Column.text("Sources", 1.8f)),
        saw.findings().stream()
            .map(
                each ->
                    List.of(
                        each.rule(),
                        Words.plain(each.severity()),
                        each.jurisdiction(),
                        each.fix().isEmpty() ? each.text() : each.text() + "\n" + each.fix(),
                        each.sources().isEmpty() ? "-" : String.join("\n", each.sources())))
            .toList());
    paper.table(
        List.of(
            Column.text("About", 1.2f),
            Column.text("Places", 1.7f),
            Column.text("How known", 1.8f),
            Column.text("As of", 1.1f),
            Column.text("Source, and its own word", 2.6f)),
        saw.evidence().stream()
            .map(
                each ->
                    List.of(
                        Words.plain(each.about()),
                        Words.places(each.places().stream().map(Place::new).toList()),
                        Words.grade(EvidenceGrade.valueOf(each.grade())),
                        Words.day(each.observedOn()),
                        each.rawLabel().isEmpty()
                            ? each.source()
                            : each.source() + ": " + each.rawLabel()))
            .toList());
  }

  private void rulings(Paper paper) throws IOException {
    paper.section("What was decided");
    paper.say(
        file.rulings().isEmpty()
            ? "Nothing yet."
            : "%s made. Nobody decides a case that they had a part in."
                .formatted(Words.count(file.rulings().size(), "decision was", "decisions were")));
    paper.table(
        List.of(
            Column.text("When", 2),
            Column.text("By", 1.4f),
            Column.text("Decision", 2),
            Column.text("Reason", 3)),
        file.rulings().stream()
            .map(
                each ->
                    List.of(
                        Words.moment(each.at()),
                        each.by(),
                        decision(each.ruling()),
                        each.ruling().reason()))
            .toList());
  }

  private static String decision(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Accept ignored -> "accepted";
      case Ruling.AcceptUntil accepted -> "accepted until " + Words.moment(accepted.until());
      case Ruling.Move move -> "to be moved to " + move.to().value();
      case Ruling.Delete ignored -> "to be deleted";
      case Ruling.Report report ->
          "reported to a regulator on %s under %s"
              .formatted(Words.moment(report.reportedAt()), report.reference());
      case Ruling.Reopen ignored -> "opened again";
    };
  }

  private void work(Paper paper) throws IOException {
    if (file.toDo().isEmpty()) {
      return;
    }
    long gone = file.toDo().stream().filter(each -> each.goneAt().isPresent()).count();
    paper.section("What was done");
    paper.say(
        "%s of %s proven to be gone from the provider."
            .formatted(
                Words.number(gone), Words.count(file.toDo().size(), "file is", "files are")));
    paper.table(
        List.of(Column.text("Transfer", 2), Column.text("State", 4)),
        file.toDo().stream()
            .map(
                each ->
                    List.of(
                        each.transfer().value(),
                        each.goneAt()
                            .map(at -> "looked for and not found on " + Words.moment(at))
                            .orElseGet(
                                () ->
                                    each.trouble()
                                        .map(why -> "not yet: " + why.message())
                                        .orElse("not yet"))))
            .toList());
  }

  private void files(Paper paper) throws IOException {
    paper.section("The files");
    paper.say(
        file.files().isEmpty()
            ? "The case is about no single file."
            : "The case is about %s. Each was encrypted before it reached the gateway, which cannot open it."
                .formatted(Words.count(file.files().size(), "file")));
    paper.table(
        List.of(
            Column.text("Transfer", 2.2f),
            Column.text("Declared", 1.6f),
            Column.text("Destination", 1.8f),
            Column.number("Bytes", 1),
            Column.text("State", 1.1f),
            Column.text("SHA-256 of its receipt", 2.4f)),
        file.files().stream()
            .map(
                each ->
                    List.of(
                        each.id().value(),
                        Words.moment(each.declaredAt()),
                        each.destination() + " (" + each.provider() + ")",
                        Words.number(each.size()),
                        Words.plain(each.state()),
                        each.receipt().orElse("no receipt")))
            .toList());
  }

  private void timeline(Paper paper) throws IOException {
    paper.section("Timeline");
    paper.say(
        file.timeline().isEmpty()
            ? "The trail has no event of this case any more."
            : "%s of the audit trail %s about this case or its files. The pack holds the trail from event %s to %s without a gap."
                .formatted(
                    Words.count(file.timeline().size(), "event"),
                    file.timeline().size() == 1 ? "is" : "are",
                    Words.number(file.span().first()),
                    Words.number(file.span().last())));
    paper.table(
        List.of(
            Column.number("Event", 0.8f),
            Column.text("When", 1.5f),
            Column.text("What", 1.7f),
            Column.text("By", 1.3f),
            Column.text("Details", 2.2f),
            Column.text("Hash", 2)),
        file.timeline().stream().map(CasePages::event).toList());
  }

  private static List<String> event(CaseFile.Happened happened) {
    String detail =
        happened.event().parts().stream()
            .filter(part -> part.name().startsWith(AuditChain.DETAIL))
            .map(
                part ->
                    part.name().substring(AuditChain.DETAIL.length())
                        + ": "
                        + switch (part) {
                          case AuditPart.Shown shown -> shown.value();
                          case AuditPart.Withheld ignored -> "[withheld]";
                        })
            .collect(Collectors.joining("\n"));
    return List.of(
        Words.number(happened.event().number()),
        Words.moment(happened.event().at()),
        Words.plain(happened.event().type()),
        happened.actor(),
        detail,
        happened.event().hash());
  }
}
