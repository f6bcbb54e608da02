package io.onshore.gateway.consent;

import io.onshore.gateway.residency.Clearance;
import io.onshore.policy.Remedy;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a person may send past when patient care cannot wait: warnings, and holds that one of these
 * remedies would lift. Never a block, and never past what the envelope was found to be.
 *
 * @param mayWait the remedies that can be put on record afterwards
 */
public record EmergencyRule(Set<Remedy> mayWait) {
  /**
   * A contract cannot be had in an emergency either, but the law that asks for one asks for it
   * before the file leaves.
   */
  public static final EmergencyRule USUAL =
      new EmergencyRule(EnumSet.of(Remedy.CONSENT, Remedy.ASSESSMENT, Remedy.EVIDENCE));

  public EmergencyRule {
    mayWait = Set.copyOf(mayWait);
  }

  /** Whether an emergency lets a file past this. */
  public boolean lifts(Clearance clearance) {
    return switch (clearance) {
      case Clearance.Clear ignored -> true;
      case Clearance.NeedsAcknowledgement ignored -> true;
      case Clearance.NeedsRemedy held ->
          held.holds().stream()
              .allMatch(hold -> hold.alternatives().stream().anyMatch(mayWait::contains));
      case Clearance.Blocked ignored -> false;
    };
  }
}
