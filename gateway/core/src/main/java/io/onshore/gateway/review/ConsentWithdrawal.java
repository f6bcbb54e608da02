package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A patient withdraws a consent: nothing more is sent under it, what waits is decided anew, and
 * what was sent under it becomes a case. Safe for several threads and replicas.
 */
public final class ConsentWithdrawal {
  private final ConsentRegister register;
  private final CaseDesk cases;
  private final Clock clock;

  public ConsentWithdrawal(ConsentRegister register, CaseDesk cases, Clock clock) {
    this.register = register;
    this.cases = cases;
    this.clock = clock;
  }

  /**
   * Notes the withdrawal, from today on.
   *
   * @return the consent as it stands
   * @throws RequestRefused CONSENT_UNKNOWN if the practice has none of that id; NOT_NOW if it was
   *     withdrawn before
   */
  public RecordedConsent withdraw(Caller caller, String id) {
    RecordedConsent consent = find(caller, id);
    boolean done =
        register.withdraw(
            caller.practice(),
            id,
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
            AuditEvent.by(
                    caller,
                    clock.instant(),
                    AuditType.CONSENT_WITHDRAWN,
                    consent.transfer().value(),
                    Map.of("consent", id))
                .at(consent.destination()));
    if (!done) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW, "this consent was withdrawn before", "there is nothing more to do");
    }
    cases.open(
        consent.practice(),
        consent.destination(),
        ReviewCase.Kind.CONSENT_WITHDRAWN,
        id,
        List.of("consent `%s` of kind %s was withdrawn".formatted(id, consent.consent().kind())),
        Optional.empty(),
        Optional.empty(),
        Set.of(consent.recordedBy()));
    cases.finishSoon();
    return find(caller, id);
  }

  private RecordedConsent find(Caller caller, String id) {
    return register
        .consent(caller.practice(), id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.CONSENT_UNKNOWN, "there is no such consent", "check the id"));
  }
}
