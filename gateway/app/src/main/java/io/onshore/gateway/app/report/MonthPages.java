package io.onshore.gateway.app.report;

import static java.util.Map.entry;

import io.onshore.gateway.app.report.Paper.Bar;
import io.onshore.gateway.app.report.Paper.Column;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.report.MonthReport;
import io.onshore.gateway.report.MonthReport.Resting;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.RuleRate;
import io.onshore.gateway.review.Trends;
import io.onshore.policy.DataClass;
import io.onshore.policy.Severity;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The report of a month as a document: a sentence that concludes, and under it what it rests on.
 * Used by one thread.
 */
public final class MonthPages {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
  private static final List<String> OUTCOMES =
      Arrays.stream(Severity.values()).map(Severity::name).toList();

  private final MonthReport report;
  private final Map<String, Long> sends;
  private final Map<String, Long> opened;
  private final Map<String, Long> decided;
  private final Map<String, Long> overdue;

  private MonthPages(MonthReport report) {
    this.report = report;
    this.sends = report.total(Trends.Week::sends);
    this.opened = report.total(Trends.Week::opened);
    this.decided = report.total(Trends.Week::decided);
    this.overdue = report.total(Trends.Week::overdue);
  }

  /** The document, as PDF. */
  public static byte[] pdf(MonthReport report) throws IOException {
    Paper.Front front =
        new Paper.Front(
            "Month report, " + MONTH.format(report.month()),
            report.practice(),
            report.made().at(),
            report.made().by());
    try (Paper paper = new Paper(front)) {
      new MonthPages(report).lay(paper);
      return paper.finished();
    }
  }

  private void lay(Paper paper) throws IOException {
    summary(paper);
    sends(paper);
    resting(paper);
    unknown(paper);
    rules(paper);
    cases(paper);
    changes(paper);
    stops(paper);
    proofs(paper);
    expiries(paper);
    inForce(paper);
    trail(paper);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long of(Map<String, Long> counts, Enum<?>... kinds) {
    return Arrays.stream(kinds).mapToLong(kind -> counts.getOrDefault(kind.name(), 0L)).sum();
  }

  private List<Resting> withoutPlace() {
    return report.resting().stream()
        .filter(each -> each.unknown(DataClass.CONTENT) || each.unknown(DataClass.BACKUP))
        .toList();
  }

  private long files() {
    return report.resting().stream().mapToLong(Resting::files).sum();
  }

  private long filesWithoutPlace() {
    return withoutPlace().stream().mapToLong(Resting::files).sum();
  }

  private void summary(Paper paper) throws IOException {
    paper.facts(
        List.of(
            entry("Period", period()),
            entry("Made", Words.made(report.made())),
            entry("Left out", Words.leftOut(report.made()))));
    Optional<ChainFault> fault = report.trail().found().fault();
    if (fault.isPresent()) {
      paper.alarm(
          "The audit trail does not hold: %s. It holds up to event %s; nothing that happened later can be proven by it."
              .formatted(fault.get().text(), Words.number(report.trail().found().end().number())));
    }
    paper.section("What the month says");
    paper.say(conclusion());
  }

  private String period() {
    LocalDate first = LocalDate.ofInstant(report.from(), ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(report.to(), ZoneOffset.UTC).minusDays(1);
    return "%s to %s, days of UTC%s"
        .formatted(
            Words.day(first),
            Words.day(last),
            report.over() ? "" : "; the month is not over, so its numbers will change");
  }

  private String conclusion() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        sum(sends) == 0
            ? "No file was sent in this month."
            : "%s judged before a byte left: %s without a warning, %s with one, and %s held or refused at first."
                .formatted(
                    Words.count(sum(sends), "send was", "sends were"),
                    Words.number(of(sends, Severity.ALLOW, Severity.NOTICE)),
                    Words.number(of(sends, Severity.WARN)),
                    Words.number(of(sends, Severity.HOLD, Severity.BLOCK))));
    sentences.add(
        files() == 0
            ? "No file rests with a provider."
            : "%s with providers; of %s nobody has committed to a place for the file or its copies."
                .formatted(
                    Words.count(files(), "file rests", "files rest"),
                    filesWithoutPlace() == 0 ? "none" : Words.number(filesWithoutPlace())));
    sentences.add(caseWork());
    sentences.add(emergencies());
    sentences.add(
        report.trail().found().fault().isEmpty()
            ? "The audit trail was followed from its first event to its last, and holds."
            : "The audit trail does not hold.");
    return String.join(" ", sentences);
  }

  private String caseWork() {
    return "%s opened, %s made, and %s not decided when due."
        .formatted(
            Words.count(sum(opened), "case was", "cases were"),
            Words.count(sum(decided), "decision was", "decisions were"),
            Words.count(sum(overdue), "case was", "cases were"));
  }

  private String emergencies() {
    long count = of(opened, ReviewCase.Kind.EMERGENCY_SENT);
    return count == 0
        ? "Nobody sent past a warning as an emergency."
        : "%s made because patient care could not wait; each has a case of its own."
            .formatted(Words.count(count, "emergency send was", "emergency sends were"));
  }

  private void sends(Paper paper) throws IOException {
    paper.section("Sends by outcome");
    String sentence =
        sum(sends) == 0
            ? "No send was judged in this month."
            : "Of %s, %s could go at once."
                .formatted(
                    Words.count(sum(sends), "send"),
                    Words.number(of(sends, Severity.ALLOW, Severity.NOTICE)));
    paper.say(sentence);
    if (sum(sends) == 0) {
      return;
    }
    List<Bar> bars =
        report.weeks().stream()
            .map(
                week ->
                    new Bar(
                        "Week of " + shortDay(week.begins()),
                        OUTCOMES.stream()
                            .map(outcome -> week.sends().getOrDefault(outcome, 0L))
                            .toList()))
            .toList();
    paper.bars(
        OUTCOMES.stream().map(Words::plain).toList(),
        bars,
        sentence + " The table that follows has the same numbers.");
    List<Column> columns = new ArrayList<>(List.of(Column.text("Week, from Monday", 1.6f)));
    OUTCOMES.forEach(outcome -> columns.add(Column.number(capital(Words.plain(outcome)), 1)));
    columns.add(Column.number("All", 1));
    List<List<String>> rows = new ArrayList<>();
    for (Trends.Week week : report.weeks()) {
      rows.add(row(Words.day(week.begins()), week.sends()));
    }
    rows.add(row("The month", sends));
    paper.table(columns, rows);
  }

  private static List<String> row(String name, Map<String, Long> counts) {
    List<String> row = new ArrayList<>(List.of(name));
    OUTCOMES.forEach(outcome -> row.add(Words.number(counts.getOrDefault(outcome, 0L))));
    row.add(Words.number(sum(counts)));
    return row;
  }

  private static String shortDay(LocalDate day) {
    return DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).format(day);
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ENGLISH) + word.substring(1);
  }

  private void resting(Paper paper) throws IOException {
    paper.section("Where photos rest now");
    paper.say(
        "As of %s, %s at %s."
            .formatted(
                Words.moment(report.made().at()),
                Words.count(files(), "file rests", "files rest"),
                Words.count(
                    report.resting().stream().filter(each -> each.files() > 0).count(),
                    "destination")));
    paper.table(
        List.of(
            Column.text("Destination", 2.2f),
            Column.text("Provider", 1.1f),
            Column.text("Files are in", 1.5f),
            Column.text("Copies are in", 1.5f),
            Column.text("How the first is known", 1.9f),
            Column.text("Since", 1.2f),
            Column.number("Files", 0.9f)),
        report.resting().stream()
            .map(
                each ->
                    List.of(
                        each.name(),
                        each.provider().orElse("not set up any more"),
                        places(each, DataClass.CONTENT),
                        places(each, DataClass.BACKUP),
                        Words.grade(each.grade()),
                        each.since().map(Words::day).orElse("-"),
                        Words.number(each.files())))
            .toList());
  }

  private static String places(Resting resting, DataClass what) {
    return Optional.ofNullable(resting.places().get(what)).map(Words::places).orElse("unknown");
  }

  private void unknown(Paper paper) throws IOException {
    paper.section("What is not known");
    List<List<String>> rows = new ArrayList<>();
    for (Resting each : report.resting()) {
      List<String> what = new ArrayList<>();
      if (each.unknown(DataClass.CONTENT)) {
        what.add("the files");
      }
      if (each.unknown(DataClass.BACKUP)) {
        what.add("their copies");
      }
      if (each.unknown(DataClass.METADATA)) {
        what.add("file details");
      }
      if (!what.isEmpty()) {
        rows.add(List.of(each.name(), String.join(", ", what), Words.number(each.files())));
      }
    }
    if (rows.isEmpty()) {
      paper.say("Of every destination somebody has said where files, copies and details are.");
      return;
    }
    paper.say(
        "Of %s nobody has committed to a place for everything that is kept there. Unknown is never counted as safe."
            .formatted(Words.count(rows.size(), "destination")));
    paper.table(
        List.of(
            Column.text("Destination", 3),
            Column.text("Nobody has said where these are", 3),
            Column.number("Files", 1)),
        rows);
  }

  private void rules(Paper paper) throws IOException {
    paper.section("How often rules interrupt, and how often people go past them");
    List<RuleRate> over =
        report.rates().stream().filter(each -> !report.budget().breaches(each).isEmpty()).toList();
    paper.say(
        report.rates().isEmpty()
            ? "No rule interrupted anybody in this month."
            : "%s somebody; %s over the budget of %s interruptions in 100 sends and %s overrides in 100 interruptions."
                .formatted(
                    Words.count(report.rates().size(), "rule interrupted", "rules interrupted"),
                    over.isEmpty() ? "none was" : Words.count(over.size(), "was", "were"),
                    Words.share(report.budget().interruptionsPerHundred()),
                    Words.share(report.budget().overridePercent())));
    if (report.rates().isEmpty()) {
      return;
    }
    paper.table(
        List.of(
            Column.text("Rule", 2.6f),
            Column.number("Interruptions", 1.3f),
            Column.number("In 100 sends", 1.2f),
            Column.number("Overrides", 1.1f),
            Column.number("In 100 interruptions", 1.3f),
            Column.text("Budget", 1.1f)),
        report.rates().stream()
            .map(
                each ->
                    List.of(
                        each.rule(),
                        Words.number(each.interruptions()),
                        Words.share(each.interruptionsPerHundred()),
                        Words.number(each.overrides()),
                        Words.share(each.overridePercent()),
                        budget(each)))
            .toList());
    paper.note(
        "Fewer than %s or %s prove nothing, and are not judged."
            .formatted(
                Words.count(report.budget().leastSends(), "send"),
                Words.count(report.budget().leastInterruptions(), "interruption")));
  }

  private String budget(RuleRate rate) {
    if (!report.budget().breaches(rate).isEmpty()) {
      return "over";
    }
    return rate.sends() < report.budget().leastSends() ? "too few" : "kept";
  }

  private void cases(Paper paper) throws IOException {
    paper.section("Cases");
    paper.say(caseWork() + " " + emergencies());
    TreeSet<String> kinds = new TreeSet<>(opened.keySet());
    kinds.addAll(decided.keySet());
    kinds.addAll(overdue.keySet());
    paper.table(
        List.of(
            Column.text("Kind", 3),
            Column.number("Opened", 1),
            Column.number("Decided", 1),
            Column.number("Became overdue", 1.3f)),
        kinds.stream()
            .map(
                kind ->
                    List.of(
                        capital(Words.plain(kind)),
                        Words.number(opened.getOrDefault(kind, 0L)),
                        Words.number(decided.getOrDefault(kind, 0L)),
                        Words.number(overdue.getOrDefault(kind, 0L))))
            .toList());
  }

  private void changes(Paper paper) throws IOException {
    long who = of(opened, ReviewCase.Kind.DESTINATION_CHANGED);
    long where = of(opened, ReviewCase.Kind.EVIDENCE_CHANGED);
    paper.section("What changed at providers");
    paper.say(
        who + where == 0
            ? "No provider answered differently than before about who is behind a destination or where it is."
            : "In %s another account, folder or owner was found behind a destination, and in %s a provider answered differently about places. Each has a case."
                .formatted(Words.count(who, "case"), Words.count(where, "case")));
  }

  private void stops(Paper paper) throws IOException {
    paper.section("Sending stopped by people");
    paper.say(
        report.stops().isEmpty() && report.standing().isEmpty()
            ? "Nobody stopped sending, and nothing is stopped now."
            : "People stopped sending or let it go on %s in the month; %s stopped now."
                .formatted(
                    Words.count(report.stops().size(), "time"),
                    report.standing().isEmpty()
                        ? "nothing is"
                        : Words.count(report.standing().size(), "target is", "targets are")));
    List<List<String>> rows = new ArrayList<>();
    report.stops().forEach(each -> rows.add(stop(each)));
    report.standing().forEach(each -> rows.add(stop(each)));
    paper.table(
        List.of(
            Column.text("When", 2),
            Column.text("What", 1.2f),
            Column.text("Target", 1.8f),
            Column.text("By", 1.6f),
            Column.text("Reason, where it still stands", 2.2f)),
        rows);
  }

  private static List<String> stop(MonthReport.Stopped each) {
    String what =
        switch (each.what()) {
          case "SENDING_STOPPED" -> "stopped";
          case "SENDING_RESUMED" -> "let go on";
          default -> "still stopped";
        };
    return List.of(Words.moment(each.at()), what, each.target(), each.by(), each.reason());
  }

  private void proofs(Paper paper) throws IOException {
    long failed = report.proofs().stream().filter(each -> each.failed().isPresent()).count();
    paper.section("Proofs");
    paper.say(
        report.proofs().isEmpty()
            ? "No destination was proven by a trial file in this month."
            : "%s sent, compared and deleted again; %s."
                .formatted(
                    Words.count(report.proofs().size(), "trial file was", "trial files were"),
                    failed == 0 ? "none failed" : Words.number(failed) + " failed"));
    paper.table(
        List.of(
            Column.text("When", 1.7f),
            Column.text("Destination", 2.6f),
            Column.text("By", 1.6f),
            Column.text("Result", 2)),
        report.proofs().stream()
            .map(
                each ->
                    List.of(
                        Words.moment(each.at()),
                        each.destination(),
                        each.by(),
                        each.failed()
                            .map(step -> "failed at: " + Words.plain(step))
                            .orElse("proven")))
            .toList());
  }

  private void expiries(Paper paper) throws IOException {
    LocalDate today = LocalDate.ofInstant(report.made().at(), ZoneOffset.UTC);
    long ended = report.expiries().stream().filter(each -> each.daysLeft(today) < 0).count();
    paper.section("What ends in the next %d days".formatted(MonthReport.SOON));
    paper.say(
        report.expiries().isEmpty()
            ? "Nothing that the practice relies on ends until %s."
                .formatted(Words.day(today.plus(MonthReport.SOON, ChronoUnit.DAYS)))
            : "%s soon, and %s already."
                .formatted(
                    Words.count(report.expiries().size() - ended, "thing ends", "things end"),
                    ended == 0 ? "none has ended" : Words.count(ended, "has ended", "have ended")));
    paper.table(
        List.of(
            Column.text("Last day", 1.2f),
            Column.number("Days left", 0.8f),
            Column.text("What", 1.1f),
            Column.text("Of", 2),
            Column.text("What to do before", 3.4f)),
        report.expiries().stream()
            .map(
                each ->
                    List.of(
                        Words.day(each.on()),
                        Long.toString(each.daysLeft(today)),
                        Words.plain(each.kind().name()),
                        each.target(),
                        each.hint()))
            .toList());
  }

  private void inForce(Paper paper) throws IOException {
    paper.section("Rules in force");
    paper.say(
        "The month's decisions were made by %s of rules; %s in force in the month."
            .formatted(
                Words.count(report.decidedBy().size(), "edition"),
                report.house().isEmpty()
                    ? "no rules of the practice's own were"
                    : Words.count(
                        report.house().size(),
                        "version of the practice's own was",
                        "versions of the practice's own were")));
    paper.facts(List.of(entry("Rulebook now", "sha256:" + report.rulebook())));
    paper.table(
        List.of(
            Column.text("Rules that decided, by digest", 3.6f),
            Column.text("First", 1.6f),
            Column.text("Last", 1.6f),
            Column.number("Decisions", 1)),
        report.decidedBy().stream()
            .map(
                each ->
                    List.of(
                        "sha256:" + each.rulebook(),
                        Words.moment(each.first()),
                        Words.moment(each.last()),
                        Words.number(each.decisions())))
            .toList());
    paper.table(
        List.of(
            Column.number("Own rules", 0.8f),
            Column.text("In force since", 1.6f),
            Column.text("Proposed by", 1.6f),
            Column.text("Published by", 1.6f),
            Column.text("Reason", 2.4f)),
        report.house().stream()
            .map(
                each ->
                    List.of(
                        Integer.toString(each.number()),
                        each.decidedAt().map(Words::moment).orElse("-"),
                        each.proposedBy(),
                        each.decidedBy().orElse("-"),
                        each.reason()))
            .toList());
  }

  private void trail(Paper paper) throws IOException {
    MonthReport.Trail trail = report.trail();
    AuditVerification.Outcome found = trail.found();
    paper.section("The audit trail");
    paper.say(
        found
            .fault()
            .map(fault -> "The trail does not hold: " + fault.text() + ".")
            .orElseGet(
                () ->
                    found.end().number() < found.first()
                        ? "The trail has no event yet."
                        : "Every event from %s to %s was followed and is as it was written."
                            .formatted(
                                Words.number(found.first()), Words.number(found.end().number()))));
    List<Map.Entry<String, String>> facts = new ArrayList<>();
    facts.add(entry("Verified", Words.moment(found.at())));
    facts.add(entry("Events of the month", trail.ofMonth().map(MonthPages::span).orElse("none")));
    trail
        .end()
        .ifPresent(
            end ->
                facts.add(
                    entry(
                        "Last of them",
                        "event %s, hash %s".formatted(Words.number(end.number()), end.hash()))));
    facts.add(
        entry(
            "Newest signed head",
            trail
                .head()
                .map(
                    head ->
                        "event %s, signed %s, hash %s"
                            .formatted(
                                Words.number(head.head().number()),
                                Words.moment(head.head().at()),
                                head.head().hash()))
                .orElse("none yet; heads are signed once a day")));
    trail
        .head()
        .flatMap(head -> head.keyId())
        .ifPresent(key -> facts.add(entry("Signed by key", key)));
    paper.facts(facts);
    paper.note(
        "An export of the trail is checked without the gateway by the command onshore-verify and the keys at"
            + " /.well-known/jwks.json. This report is an event of the trail.");
  }

  private static String span(AuditLedger.Span span) {
    return "%s to %s, %s"
        .formatted(
            Words.number(span.first()),
            Words.number(span.last()),
            Words.count(span.last() - span.first() + 1, "event"));
  }
}
