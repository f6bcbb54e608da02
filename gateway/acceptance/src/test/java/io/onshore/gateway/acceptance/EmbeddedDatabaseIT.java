package io.onshore.gateway.acceptance;

import java.util.Map;

/** The main path on the embedded database, as a practice starts. */
class EmbeddedDatabaseIT extends MainPathScenarios {
  @Override
  Map<String, String> database() {
    return Map.of();
  }
}
