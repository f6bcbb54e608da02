package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Raised;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Cases and what is counted about them, as lists. Safe for several threads. */
public final class MemoryCases implements ReviewCases, ReviewFigures {
  private final MemoryTrail trail;
  private final Map<String, Docket> dockets = new TreeMap<>();
  private final Map<String, String> openGroups = new HashMap<>();
  private final Map<String, List<Occurrence>> occurrences = new HashMap<>();
  private final Map<String, List<Ruling.Made>> rulings = new HashMap<>();
  private final Map<String, Map<TransferId, ToDo>> toDo = new HashMap<>();
  private final Set<TransferId> gone = new HashSet<>();
  private final Map<TransferId, Map<String, Boolean>> stops = new HashMap<>();

  public MemoryCases(MemoryTrail trail) {
    this.trail = trail;
  }

  /** Every case, in the order they were opened. */
  public synchronized List<ReviewCase> all() {
    return dockets.values().stream().map(Docket::opened).toList();
  }

  /** Keeps what a step means. */
  synchronized void keep(PracticeId practice, TransferId transfer, Consequences consequences) {
    consequences.cases().forEach(this::raise);
    Map<String, Boolean> rules = stops.computeIfAbsent(transfer, ignored -> new HashMap<>());
    consequences.stopped().forEach(rule -> rules.putIfAbsent(rule, false));
    consequences.passed().forEach(rule -> rules.put(rule, true));
  }

  private List<Occurrence> happened(String id) {
    return Objects.requireNonNull(occurrences.get(id));
  }

  synchronized boolean isGone(TransferId transfer) {
    return gone.contains(transfer);
  }

  @Override
  public synchronized boolean raise(Raised raised) {
    ReviewCase opened = raised.opened();
    String group = opened.practice() + "/" + raised.group().orElse(opened.fingerprint());
    String counted = openGroups.get(group);
    Occurrence occurrence = new Occurrence(opened.openedAt(), raised.person(), raised.frozen());
    if (raised.group().isPresent() && counted != null) {
      Docket docket = Objects.requireNonNull(dockets.get(counted));
      Docket.Standing standing = docket.standing();
      dockets.put(
          counted,
          new Docket(
              docket.opened(),
              new Docket.Standing(
                  standing.state(),
                  standing.assignee(),
                  standing.due(),
                  standing.acceptedUntil(),
                  standing.occurrences() + 1,
                  opened.openedAt(),
                  standing.version() + 1)));
      happened(counted).add(occurrence);
      trail.append(raised.again(counted));
      return false;
    }
    if (all().stream()
        .anyMatch(
            each ->
                each.practice().equals(opened.practice())
                    && each.fingerprint().equals(opened.fingerprint()))) {
      return false;
    }
    dockets.put(
        opened.id(),
        new Docket(
            opened,
            new Docket.Standing(
                Docket.State.OPEN,
                raised.assignee(),
                raised.due(),
                Optional.empty(),
                1,
                opened.openedAt(),
                0)));
    raised.group().ifPresent(ignored -> openGroups.put(group, opened.id()));
    occurrences.put(opened.id(), new ArrayList<>(List.of(occurrence)));
    trail.append(raised.event());
    return true;
  }

  @Override
  public synchronized void complete(ReviewCase completed) {
    dockets.computeIfPresent(
        completed.id(), (id, docket) -> new Docket(completed, docket.standing()));
  }

  @Override
  public synchronized List<ReviewCase> incomplete() {
    return all().stream().filter(each -> each.affected().isEmpty()).toList();
  }

  @Override
  public synchronized List<Docket> list(
      PracticeId practice, Inbox inbox, Optional<String> before, int limit) {
    return dockets.values().stream()
        .filter(each -> each.opened().practice().equals(practice))
        .filter(each -> before.map(id -> each.opened().id().compareTo(id) < 0).orElse(true))
        .filter(each -> inbox.kind().map(each.opened().kind()::equals).orElse(true))
        .sorted((one, other) -> other.opened().id().compareTo(one.opened().id()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Docket> find(PracticeId practice, String id) {
    return Optional.ofNullable(dockets.get(id))
        .filter(each -> each.opened().practice().equals(practice));
  }

  @Override
  public synchronized List<Occurrence> occurrences(PracticeId practice, String id, int limit) {
    return happened(id).stream().limit(limit).toList();
  }

  @Override
  public synchronized Set<String> people(PracticeId practice, String id) {
    return happened(id).stream()
        .flatMap(each -> each.person().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized Set<TransferId> files(PracticeId practice, String id) {
    return happened(id).stream()
        .flatMap(each -> each.frozen().stream())
        .flatMap(each -> each.transfer().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized List<Ruling.Made> rulings(PracticeId practice, String id) {
    return List.copyOf(rulings.getOrDefault(id, List.of()));
  }

  @Override
  public synchronized boolean change(
      Docket from,
      Docket.Standing next,
      Optional<Ruling.Made> made,
      Set<TransferId> files,
      AuditEvent event) {
    String id = from.opened().id();
    Docket standing = Objects.requireNonNull(dockets.get(id));
    if (standing.standing().version() != from.standing().version()) {
      return false;
    }
    dockets.put(
        id,
        new Docket(
            standing.opened(),
            new Docket.Standing(
                next.state(),
                next.assignee(),
                next.due(),
                next.acceptedUntil(),
                next.occurrences(),
                next.lastAt(),
                next.version() + 1)));
    if (next.state() != Docket.State.OPEN) {
      openGroups.values().remove(id);
    }
    made.ifPresent(each -> rulings.computeIfAbsent(id, ignored -> new ArrayList<>()).add(each));
    if (made.isPresent()) {
      Map<TransferId, ToDo> list = new HashMap<>();
      files.forEach(file -> list.put(file, new ToDo(file, Optional.empty(), Optional.empty())));
      toDo.put(id, list);
    }
    trail.append(event);
    return true;
  }

  @Override
  public synchronized List<Docket> pending() {
    return dockets.values().stream()
        .filter(each -> each.standing().state() == Docket.State.PENDING)
        .toList();
  }

  @Override
  public synchronized List<Docket> acceptedUntil(Instant now) {
    return dockets.values().stream()
        .filter(each -> each.standing().state() == Docket.State.DECIDED)
        .filter(each -> each.standing().acceptedUntil().map(at -> !at.isAfter(now)).orElse(false))
        .toList();
  }

  @Override
  public synchronized List<ToDo> toDo(PracticeId practice, String id) {
    return List.copyOf(toDo.getOrDefault(id, Map.of()).values());
  }

  @Override
  public synchronized void gone(
      PracticeId practice, String id, TransferId transfer, AuditEvent event) {
    gone.add(transfer);
    Objects.requireNonNull(toDo.get(id))
        .put(transfer, new ToDo(transfer, Optional.of(event.at()), Optional.empty()));
    trail.append(event);
  }

  @Override
  public synchronized void notYet(
      PracticeId practice, String id, TransferId transfer, ToDo.Trouble trouble) {
    Objects.requireNonNull(toDo.get(id))
        .put(transfer, new ToDo(transfer, Optional.empty(), Optional.of(trouble)));
  }

  @Override
  public synchronized long sends(PracticeId practice, Instant from, Instant to) {
    return stops.size();
  }

  @Override
  public synchronized List<RuleCount> stops(PracticeId practice, Instant from, Instant to) {
    Map<String, List<Boolean>> byRule = new TreeMap<>();
    stops
        .values()
        .forEach(
            rules ->
                rules.forEach(
                    (rule, passed) ->
                        byRule.computeIfAbsent(rule, ignored -> new ArrayList<>()).add(passed)));
    return byRule.entrySet().stream()
        .map(
            each ->
                new RuleCount(
                    each.getKey(),
                    each.getValue().size(),
                    each.getValue().stream().filter(passed -> passed).count()))
        .toList();
  }

  @Override
  public synchronized List<RulingCount> overridesRuled(
      PracticeId practice, Instant from, Instant to) {
    List<RulingCount> counts = new ArrayList<>();
    stops.forEach(
        (transfer, rules) ->
            rules.forEach(
                (rule, passed) -> {
                  if (passed) {
                    counts.add(new RulingCount(rule, newestRuling(practice, transfer, rule), 1));
                  }
                }));
    return counts;
  }

  private Optional<String> newestRuling(PracticeId practice, TransferId transfer, String rule) {
    return dockets.values().stream()
        .map(Docket::opened)
        .filter(
            each ->
                each.kind() == ReviewCase.Kind.EMERGENCY_SENT
                    || (each.kind() == ReviewCase.Kind.WARNING_OVERRIDDEN
                        && each.rule().equals(Optional.of(rule))))
        .filter(each -> files(practice, each.id()).contains(transfer))
        .reduce((older, newer) -> newer)
        .map(each -> rulings(practice, each.id()))
        .filter(made -> !made.isEmpty())
        .map(made -> made.getLast().ruling().code());
  }

  @Override
  public synchronized List<FirstDecision> firstDecisions(
      PracticeId practice, Instant from, Instant to) {
    return dockets.values().stream()
        .map(Docket::opened)
        .filter(each -> each.practice().equals(practice))
        .filter(each -> !rulings(practice, each.id()).isEmpty())
        .map(
            each ->
                new FirstDecision(each.openedAt(), rulings(practice, each.id()).getFirst().at()))
        .filter(each -> !each.decidedAt().isBefore(from) && each.decidedAt().isBefore(to))
        .toList();
  }

  @Override
  public List<DayCount> sendsByOutcome(PracticeId practice, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<DayCount> casesOpened(PracticeId practice, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<DayCount> casesDecided(PracticeId practice, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<DayCount> casesOverdue(PracticeId practice, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public Map<DestinationId, Long> resting(PracticeId practice) {
    return Map.of();
  }

  @Override
  public List<RulesCount> decidedBy(PracticeId practice, Instant from, Instant to) {
    return List.of();
  }
}
