package io.onshore.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.ChainFault.Kind;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What somebody may do to a trail, and how it shows. */
class ChainWalkTest {
  private static final PracticeId PRACTICE = new PracticeId("harbour");
  private static final Instant NOW = Instant.parse("2026-11-27T07:28:06Z");
  private static final int LENGTH = 9;

  private final List<ChainedEvent> chain = chain("nurse");

  private static List<ChainedEvent> chain(String actor) {
    List<ChainedEvent> links = new ArrayList<>();
    ChainEnd end = ChainEnd.genesis(PRACTICE);
    for (int i = 1; i <= LENGTH; i++) {
      ChainedEvent link =
          AuditChain.link(
              new AuditEvent(
                  NOW.plusSeconds(i),
                  PRACTICE,
                  AuditType.FILE_STORED,
                  actor,
                  "trf_" + i,
                  Map.of("size", Integer.toString(i))),
              end,
              AuditChain.freshSalt());
      links.add(link);
      end = ChainEnd.at(link);
    }
    return links;
  }

  private static ChainedEvent with(
      ChainedEvent event, long number, String type, String previous, String hash) {
    return new ChainedEvent(
        event.practice(), number, event.at(), type, event.parts(), previous, hash);
  }

  private static Optional<ChainFault> walk(List<ChainedEvent> events, AuditHead... heads) {
    ChainWalk walk = new ChainWalk(ChainEnd.genesis(PRACTICE), LENGTH, List.of(heads));
    for (ChainedEvent event : events) {
      Optional<ChainFault> fault = walk.next(event);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return walk.end();
  }

  private static AuditHead head(ChainedEvent event) {
    return new AuditHead(PRACTICE, event.number(), event.hash(), NOW);
  }

  @Test
  void holds() {
    assertThat(walk(chain, head(chain.get(3)), head(chain.getLast()))).isEmpty();
    assertThat(
            walk(
                chain.stream()
                    .map(each -> each.withhold(Set.of(Withholding.ACTOR, Withholding.DETAIL)))
                    .toList()))
        .isEmpty();
  }

  @Test
  void namesAnEditedEvent() {
    ChainedEvent fifth = chain.get(4);
    chain.set(4, with(fifth, 5, "FILE_VERIFIED", fifth.previous(), fifth.hash()));
    assertThat(walk(chain)).contains(new ChainFault(Kind.EDITED, 5));
  }

  @Test
  void namesAnEditedEventWhoseHashWasMadeAnew() {
    ChainedEvent edited = with(chain.get(4), 5, "FILE_VERIFIED", chain.get(4).previous(), "");
    chain.set(4, with(edited, 5, edited.type(), edited.previous(), AuditChain.hash(edited)));
    assertThat(walk(chain)).contains(new ChainFault(Kind.EDITED, 5));
  }

  @Test
  void namesTheFirstSignedEventOfAChainThatWasMadeAnewFromTheBeginning() {
    List<ChainedEvent> forged = chain("somebody else");
    assertThat(walk(forged)).as("nothing was signed").isEmpty();
    assertThat(walk(forged, head(chain.get(5)), head(chain.get(3))))
        .contains(new ChainFault(Kind.REWRITTEN, 4));
  }

  @Test
  void namesAMissingEvent() {
    chain.remove(4);
    assertThat(walk(chain)).contains(new ChainFault(Kind.MISSING, 5));
    chain.removeFirst();
    assertThat(walk(chain)).contains(new ChainFault(Kind.MISSING, 1));
  }

  @Test
  void namesExchangedEvents() {
    ChainedEvent third = chain.get(2);
    ChainedEvent seventh = chain.get(6);
    chain.set(2, with(seventh, 3, seventh.type(), seventh.previous(), seventh.hash()));
    chain.set(6, with(third, 7, third.type(), third.previous(), third.hash()));
    assertThat(walk(chain)).contains(new ChainFault(Kind.REORDERED, 3));
  }

  @Test
  void namesAnEventThatComesTwice() {
    chain.add(5, chain.get(4));
    assertThat(walk(chain)).contains(new ChainFault(Kind.REORDERED, 5));
  }

  @Test
  void namesWhereTheTrailWasCutOff() {
    assertThat(walk(chain.subList(0, 6))).contains(new ChainFault(Kind.TRUNCATED, 7));
    assertThat(walk(List.of())).contains(new ChainFault(Kind.TRUNCATED, 1));
  }

  @Test
  void namesWhereItWasCutOffBySomebodyWhoAlsoChangedTheCount() {
    ChainWalk walk = new ChainWalk(ChainEnd.genesis(PRACTICE), 3, List.of(head(chain.get(6))));
    chain.subList(0, 3).forEach(each -> assertThat(walk.next(each)).isEmpty());
    assertThat(walk.end()).contains(new ChainFault(Kind.TRUNCATED, 4));
  }

  @Test
  void namesAnEventThatIsNoEvent() {
    ChainedEvent fifth = chain.get(4);
    chain.set(4, with(fifth, 5, fifth.type() + "\n" + fifth.previous(), "", fifth.hash()));
    assertThat(walk(chain)).contains(new ChainFault(Kind.EDITED, 5));
  }
}
