package io.onshore.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainWalk;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.doubles.MemoryLedger;
import io.onshore.gateway.doubles.MemoryReceipts;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.receipt.ReceiptDesk;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.signing.Signer;
import io.onshore.gateway.transfer.Transfer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A case is gathered with the trail around it. */
class CasePackDeskTest {
  private static final Caller CONNIE =
      new Caller("sub-connie", "Connie", World.PRACTICE, Set.of(Role.COMPLIANCE));

  private final World world = new World();
  private final MemoryReceipts receipts = new MemoryReceipts(world.trail);

  /** Signs with a word. */
  private static final class WordSigner implements Signer {
    @Override
    public String sign(String type, String payload) {
      return type + " " + payload;
    }

    @Override
    public String keys() {
      return "{}";
    }
  }

  /** What was exported. */
  private static final class Copy implements AuditExport {
    private final List<ChainedEvent> events = new ArrayList<>();
    private Optional<Header> header = Optional.empty();
    private int heads;

    @Override
    public void begin(Header begun) {
      header = Optional.of(begun);
    }

    @Override
    public void event(ChainedEvent event) {
      events.add(event);
    }

    @Override
    public void end(List<SignedHead> signed) {
      heads = signed.size();
    }
  }

  private Transfer overridden() throws IOException {
    world.provider.places = Set.of("US");
    Transfer waiting = world.receiveWhole(SampleFiles.age(1_000));
    world
        .statements()
        .acknowledge(World.CLINICIAN, waiting, Set.of("IN-US"), "PATIENT_AGREED", "agreed");
    return world.drive(waiting.id());
  }

  private void unrelated() {
    world.trail.append(
        AuditEvent.by(
            World.CLINICIAN, world.clock.instant(), AuditType.AUDIT_READ, "heads", Map.of()));
  }

  private String only() {
    return world.cases.all().getFirst().id();
  }

  /** The trail as it was written down until now. */
  private MemoryLedger ledger() {
    MemoryLedger ledger = new MemoryLedger(World.PRACTICE);
    world.trail.all().forEach(ledger::append);
    return ledger;
  }

  private CasePackDesk.Pack pack(MemoryLedger ledger, String id, Set<Withholding> withheld) {
    SetUp setUp =
        new SetUp(Map.of(World.PRACTICE, world.practice), List.of(world.destination), List.of());
    return new CasePackDesk(
            () -> setUp,
            world.cases,
            world.journal,
            new ReceiptDesk(
                world.journal,
                world.trail,
                world.evidence,
                world.consents,
                receipts,
                receipt -> receipt.transfer(),
                new WordSigner(),
                () -> setUp,
                world.clock),
            world.trail,
            ledger,
            ledger,
            world.clock)
        .pack(CONNIE, id, withheld);
  }

  private static Copy copy(CasePackDesk.Pack pack) {
    Copy copy = new Copy();
    pack.events().to(copy);
    return copy;
  }

  private static void assertHolds(Copy copy) {
    ChainedEvent first = copy.events.getFirst();
    ChainWalk walk =
        new ChainWalk(
            new ChainEnd(first.number() - 1, first.previous()),
            copy.header.orElseThrow().last(),
            List.of());
    assertThat(copy.events).allSatisfy(event -> assertThat(walk.next(event)).isEmpty());
    assertThat(walk.end()).isEmpty();
  }

  @Test
  void aPackHoldsWhatTheCaseIsAboutAndNothingOfOtherEventsButTheirDigests() throws IOException {
    unrelated();
    Transfer sent = overridden();
    unrelated();
    world.trail.append(
        AuditEvent.by(
            CONNIE, world.clock.instant(), AuditType.CASE_ASSIGNED, only(), Map.of("x", "y")));
    CasePackDesk.Pack pack = pack(ledger(), only(), Set.of());

    assertThat(pack.file().files())
        .singleElement()
        .extracting(CaseFile.Sent::id)
        .isEqualTo(sent.id());
    assertThat(pack.file().seen().getFirst().frozen().orElseThrow().said().orElseThrow().reason())
        .isEqualTo("agreed");
    assertThat(pack.receipts()).containsOnlyKeys(sent.id());
    assertThat(world.trail.types()).endsWith(AuditType.CASE_PACK_MADE);

    Copy copy = copy(pack);
    assertHolds(copy);
    assertThat(copy.events.getFirst().shown("target")).contains(sent.id().value());
    assertThat(copy.events).filteredOn(event -> event.type().equals("AUDIT_READ")).isNotEmpty();
    assertThat(copy.events)
        .filteredOn(event -> event.type().equals("AUDIT_READ"))
        .flatExtracting(ChainedEvent::parts)
        .isNotEmpty()
        .allMatch(AuditPart.Withheld.class::isInstance);
    assertThat(copy.events.getLast().shown("target")).contains(only());
  }

  @Test
  void theRangeReachesTheFirstSignedHeadAfterTheCase() throws IOException {
    overridden();
    unrelated();
    unrelated();
    MemoryLedger ledger = ledger();
    ChainedEvent signed = ledger.links.get(ledger.links.size() - 2);
    ledger.keep(
        new SignedHead(
            new AuditHead(World.PRACTICE, signed.number(), signed.hash(), world.clock.instant()),
            "jws"));
    Copy copy = copy(pack(ledger, only(), Set.of()));
    assertThat(copy.events.getLast().number()).isEqualTo(signed.number());
    assertThat(copy.heads).isEqualTo(1);
    assertHolds(copy);
  }

  @Test
  void aRedactedPackNamesNobodyAndNothingAndStillHolds() throws IOException {
    Transfer sent = overridden();
    String id = only();
    CasePackDesk.Pack pack = pack(ledger(), id, EnumSet.allOf(Withholding.class));
    Copy copy = copy(pack);
    assertHolds(copy);
    assertThat(pack.receipts()).isEmpty();
    assertThat(pack.file().toString() + copy.events)
        .contains("sender 1", "destination-1", "compliance 1")
        .doesNotContain(World.CLINICIAN.subject(), CONNIE.subject(), CONNIE.name())
        .doesNotContain(sent.id().value(), id, World.DESTINATION.value(), "agreed");
    assertThat(pack.file().files().getFirst().receipt())
        .as("to match one that is shown")
        .isPresent();
  }

  @Test
  void anotherPracticesCaseIsUnknownAndNothingIsWritten() throws IOException {
    overridden();
    int before = world.trail.all().size();
    assertThatThrownBy(() -> pack(ledger(), "rev_none", Set.of()))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.CASE_UNKNOWN));
    assertThat(world.trail.all()).hasSize(before);
  }
}
