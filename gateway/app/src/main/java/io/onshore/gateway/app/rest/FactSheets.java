package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.ProviderId;
import io.onshore.gateway.destination.Connectors;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The installed connectors' fact sheets. Read at the start: one that cannot be read ends it. */
@Startup
@Singleton
class FactSheets {
  private final Map<ProviderId, JsonNode> sheets = new LinkedHashMap<>();

  FactSheets(Connectors connectors) {
    for (ConnectorFactory factory : connectors.factories()) {
      sheets.put(factory.provider(), read(factory));
    }
  }

  private static JsonNode read(ConnectorFactory factory) {
    try (InputStream sheet = factory.factSheet()) {
      JsonNode read = new YAMLMapper().readTree(sheet);
      if (!read.isObject()) {
        throw new IOException("it is empty");
      }
      return read;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the fact sheet of connector `" + factory.provider() + "` cannot be read", unreadable);
    }
  }

  /** What a connector's sheet says. */
  JsonNode of(ProviderId provider) {
    return Objects.requireNonNull(sheets.get(provider), "every installed connector has a sheet");
  }
}
