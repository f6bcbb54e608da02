package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditPlace;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chain of one practice as a list that a test may tamper with. Used by one thread. */
public final class MemoryLedger implements AuditLedger, SignedHeads {
  public final List<ChainedEvent> links = new ArrayList<>();
  private final PracticeId practice;
  private final List<SignedHead> heads = new ArrayList<>();
  private ChainEnd end;

  public MemoryLedger(PracticeId practice) {
    this.practice = practice;
    this.end = ChainEnd.genesis(practice);
  }

  public void append(AuditEvent event) {
    ChainedEvent link = AuditChain.link(event, end, AuditChain.freshSalt());
    links.add(link);
    end = ChainEnd.at(link);
  }

  @Override
  public Standing standing(PracticeId asked) {
    return new Standing(
        ChainEnd.genesis(asked), end, links.isEmpty() ? 0 : links.getLast().number());
  }

  @Override
  public List<ChainedEvent> from(PracticeId asked, long first, int limit) {
    return links.stream()
        .filter(link -> asked.equals(practice) && link.number() >= first)
        .limit(limit)
        .toList();
  }

  @Override
  public List<ChainedEvent> find(
      PracticeId asked, AuditFilter filter, Optional<AuditPlace> after, int limit) {
    return links.reversed().stream()
        .filter(link -> filter.type().map(type -> link.type().equals(type.name())).orElse(true))
        .filter(
            link ->
                filter
                    .target()
                    .map(id -> link.shown("target").equals(Optional.of(id)))
                    .orElse(true))
        .filter(link -> filter.from().map(from -> !link.at().isBefore(from)).orElse(true))
        .filter(link -> filter.to().map(to -> link.at().isBefore(to)).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Span> span(PracticeId asked, Optional<Instant> from, Optional<Instant> to) {
    return links.isEmpty() ? Optional.empty() : Optional.of(new Span(1, end.number()));
  }

  @Override
  public void keep(SignedHead head) {
    heads.add(head);
  }

  @Override
  public List<SignedHead> all(PracticeId asked) {
    return List.copyOf(heads);
  }
}
