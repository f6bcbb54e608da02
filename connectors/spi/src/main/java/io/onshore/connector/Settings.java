package io.onshore.connector;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The filled-in settings of a connection. Holds secrets, so {@link #toString} names settings but
 * shows no value. Immutable.
 */
public final class Settings {
  private final Map<String, String> values;

  public Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The value of a setting that has to be there.
   *
   * @throws ConnectorException kind {@link Failure.Kind#MISCONFIGURED}, naming the setting
   */
  public String require(SettingSpec spec) throws ConnectorException {
    return get(spec)
        .orElseThrow(
            () -> ConnectorException.misconfigured("setting `" + spec.name() + "` is missing"));
  }

  /** The value, or the fallback; a blank value counts as not given. */
  public Optional<String> get(SettingSpec spec) {
    return Optional.ofNullable(values.get(spec.name()))
        .filter(value -> !value.isBlank())
        .or(spec::fallback);
  }

  /**
   * The value of an address setting.
   *
   * @throws ConnectorException kind {@link Failure.Kind#MISCONFIGURED} if it is missing or not an
   *     absolute http or https address
   */
  public URI requireUri(SettingSpec spec) throws ConnectorException {
    String value = require(spec);
    try {
      URI uri = new URI(value);
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException notAnAddress) {
      // Told below, without the value: it may carry a secret.
    }
    throw ConnectorException.misconfigured(
        "setting `" + spec.name() + "` is not an http or https address");
  }

  /** A copy with one value replaced. */
  public Settings with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.put(name, value);
    return new Settings(changed);
  }

  /** A copy without one value. */
  public Settings without(String name) {
    Map<String, String> changed = new TreeMap<>(values);
    changed.remove(name);
    return new Settings(changed);
  }

  /** Whether the other ones have the same values. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Settings" + new TreeSet<>(values.keySet());
  }
}
