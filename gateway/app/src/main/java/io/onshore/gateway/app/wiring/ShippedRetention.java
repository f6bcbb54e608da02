package io.onshore.gateway.app.wiring;

import io.onshore.gateway.retention.RetentionPeriod;
import io.onshore.gateway.retention.RetentionPeriods;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.rulebook.RetentionLoader;
import io.onshore.policy.rulebook.RetentionPreset;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * The retention presets that come with the rulebook; a part has its country's if none of its own.
 */
final class ShippedRetention implements RetentionPeriods {
  private final RuleReader reader;
  private final Clock clock;
  private final Map<JurisdictionId, RetentionPreset> presets = RetentionLoader.shipped();

  ShippedRetention(RuleReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public Optional<RetentionPeriod> of(JurisdictionId jurisdiction) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return reader.base().chain(jurisdiction, today).jurisdictions().stream()
        .filter(presets::containsKey)
        .findFirst()
        .map(presets::get)
        .map(preset -> new RetentionPeriod(preset.jurisdiction(), preset.years(), preset.url()));
  }
}
