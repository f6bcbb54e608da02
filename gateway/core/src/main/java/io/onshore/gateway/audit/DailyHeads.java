package io.onshore.gateway.audit;

import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.signing.Signer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs where each practice's trail ends, once a day by UTC, if anything happened since. The whole
 * trail is verified before: what does not hold is not vouched for. Safe for several replicas.
 */
public final class DailyHeads {
  private static final Logger LOG = System.getLogger(DailyHeads.class.getName());

  private final Supplier<SetUp> setUp;
  private final AuditVerification verification;
  private final SignedHeads heads;
  private final Signer signer;
  private final Clock clock;

  public DailyHeads(
      Supplier<SetUp> setUp,
      AuditVerification verification,
      SignedHeads heads,
      Signer signer,
      Clock clock) {
    this.setUp = setUp;
    this.verification = verification;
    this.heads = heads;
    this.signer = signer;
    this.clock = clock;
  }

  /** Signs what is due. */
  public void round() {
    setUp.get().practices().keySet().forEach(this::sign);
  }

  private void sign(PracticeId practice) {
    List<SignedHead> before = heads.all(practice);
    Instant now = clock.instant();
    if (!before.isEmpty() && !day(before.getLast().head().at()).isBefore(day(now))) {
      return;
    }
    AuditVerification.Outcome found = verification.verify(practice);
    Optional<ChainFault> fault = found.fault();
    if (fault.isPresent()) {
      LOG.log(
          Level.ERROR,
          "the audit trail of {0} does not hold, and is not signed: {1}",
          practice,
          fault.get().text());
      return;
    }
    long signed = before.isEmpty() ? 0 : before.getLast().head().number();
    if (found.end().number() > signed) {
      AuditHead head = new AuditHead(practice, found.end().number(), found.end().hash(), now);
      heads.keep(new SignedHead(head, signer.sign(AuditHead.TYPE, head.payload())));
    }
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
