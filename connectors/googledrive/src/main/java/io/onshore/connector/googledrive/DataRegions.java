package io.onshore.connector.googledrive;

import com.google.api.client.json.GenericJson;
import com.google.api.client.util.Key;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The organisation's data region policies, as the Cloud Identity Policy API tells them: where an
 * admin asked data to rest, for each organisational unit or group that has a setting of its own.
 * See https://cloud.google.com/identity/docs/concepts/overview-policies.
 */
final class DataRegions {
  static final String TYPE = "data_regions.data_at_rest_region";

  /**
   * What Google's words mean. It says "European Union" of what its console shows as Europe, so any
   * member state may be meant. {@code ANY_REGION} and words that are new mean no place.
   */
  private static final Map<String, Set<String>> PLACES =
      Map.of(
          "US",
          Set.of("US"),
          "EUROPE",
          Set.of(
              "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
              "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"));

  private DataRegions() {}

  /** A page of policies. */
  public static final class Page extends GenericJson {
    @Key private @Nullable List<Policy> policies;
    @Key private @Nullable String nextPageToken;

    /** Where the next page starts, if there is one. */
    Optional<String> next() {
      return Optional.ofNullable(nextPageToken).filter(token -> !token.isBlank());
    }

    /** The regions that the policies on this page set, in Google's own words. */
    List<String> regions() {
      return Optional.ofNullable(policies).orElse(List.of()).stream()
          .map(Policy::region)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /** A policy: a setting, and to whom it applies. */
  public static final class Policy extends GenericJson {
    @Key private @Nullable Setting setting;

    private Optional<String> region() {
      return Optional.ofNullable(setting)
          .filter(given -> given.type != null && given.type.endsWith(TYPE))
          .flatMap(given -> Optional.ofNullable(given.value))
          .map(value -> value.get("region"))
          .map(String::valueOf)
          .filter(region -> !region.isBlank());
    }
  }

  /** A setting of a type, whose value has members of its own. */
  public static final class Setting extends GenericJson {
    @Key private @Nullable String type;
    @Key private @Nullable GenericJson value;
  }

  static URI address(URI policyUrl, Optional<String> page) {
    String filter = encode("setting.type.matches(\"" + TYPE + "\")");
    return URI.create(
        policyUrl
            + "/v1/policies?filter="
            + filter
            + "&pageSize=100"
            + page.map(token -> "&pageToken=" + encode(token)).orElse(""));
  }

  /** The places that a region may mean; none if it means none that we know. */
  static Set<String> places(String region) {
    return PLACES.getOrDefault(region, Set.of());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
