package io.onshore.connector.box;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.toolkit.oauth.ActsAsSetting;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of a connection, understood. Holds secrets; {@link #toString} says nothing of them.
 *
 * @param subject whom the application stands for; empty if a person consents
 * @param key by which the application signs; empty if its secret is enough
 * @param zoneReader the second application, which may see zones; empty if there is none
 * @param uploadHosts the hosts, or ends of host names after a dot, that bytes may go to
 */
record BoxSettings(
    String clientId,
    String clientSecret,
    Optional<Subject> subject,
    Optional<SigningKey> key,
    Optional<ZoneReader> zoneReader,
    URI apiUrl,
    URI uploadUrl,
    URI authorizeUrl,
    List<String> uploadHosts) {
  static final SettingSpec CLIENT_ID =
      SettingSpec.required(
          "client-id", "The client ID of the Box app, on its configuration page in the console.");
  static final SettingSpec CLIENT_SECRET =
      SettingSpec.secret(
          "client-secret",
          "The client secret of the Box app, on its configuration page in the console.");
  static final SettingSpec ENTERPRISE_ID =
      SettingSpec.optional(
          "enterprise-id",
          "The ID of the enterprise whose admin approved the app, which then acts by its service"
              + " account; needed where the application acts in its own name.");
  static final SettingSpec USER_ID =
      SettingSpec.optional(
          "user-id",
          "The ID of a user for whom the application acts instead of its service account; the app"
              + " has to be allowed to generate user access tokens.");
  static final SettingSpec PRIVATE_KEY =
      secret(
          "private-key",
          "The private key in PEM of an app that signs in by JSON Web Token; without it the app"
              + " signs in by client credentials.");
  static final SettingSpec PRIVATE_KEY_PASSWORD =
      secret("private-key-password", "The password of the private key, if it is encrypted.");
  static final SettingSpec KEY_ID =
      SettingSpec.optional(
          "key-id", "The ID that Box gave to the public key; needed with a private key.");
  static final SettingSpec ZONE_CLIENT_ID =
      SettingSpec.optional(
          "zone-client-id",
          "The client ID of a second app that may manage users, and so see where they store;"
              + " without it the first app tries.");
  static final SettingSpec ZONE_CLIENT_SECRET =
      secret("zone-client-secret", "The client secret of the second app.");
  static final SettingSpec ZONE_ENTERPRISE_ID =
      SettingSpec.optional(
          "zone-enterprise-id",
          "The ID of the enterprise whose admin approved the second app; if left out,"
              + " `enterprise-id` is taken.");
  static final SettingSpec API_URL =
      SettingSpec.optional(
              "api-url",
              "The address of Box's API; another one for a simulator.",
              "https://api.box.com/2.0")
          .ofOperator();
  static final SettingSpec UPLOAD_URL =
      SettingSpec.optional(
              "upload-url",
              "The address of Box's upload API; another one for a simulator.",
              "https://upload.box.com/api/2.0")
          .ofOperator();
  static final SettingSpec AUTHORIZE_URL =
      SettingSpec.optional(
              "authorize-url",
              "The address of Box's consent page; another one for Box Verified Enterprise or a"
                  + " simulator.",
              "https://account.box.com/api/oauth2/authorize")
          .ofOperator();
  static final SettingSpec UPLOAD_HOSTS =
      SettingSpec.optional(
              "upload-hosts",
              "The hosts that bytes may go to and come from, separated by blanks; subdomains count."
                  + " Those of the API and the upload API always are.",
              "box.com boxcloud.com")
          .ofOperator();

  static final List<SettingSpec> ALL =
      List.of(
          CLIENT_ID,
          CLIENT_SECRET,
          ActsAsSetting.SPEC,
          ENTERPRISE_ID,
          USER_ID,
          PRIVATE_KEY,
          PRIVATE_KEY_PASSWORD,
          KEY_ID,
          ZONE_CLIENT_ID,
          ZONE_CLIENT_SECRET,
          ZONE_ENTERPRISE_ID,
          API_URL,
          UPLOAD_URL,
          AUTHORIZE_URL,
          UPLOAD_HOSTS);

  private static final String VERSION = "/2.0";

  /**
   * Whom an application stands for.
   *
   * @param type Box's own word: {@code enterprise} or {@code user}
   */
  record Subject(String type, String id) {}

  /** An application that may see zones, by its client credentials. */
  record ZoneReader(String clientId, String clientSecret, Subject subject) {
    @Override
    public String toString() {
      return "ZoneReader[secret]";
    }
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED, naming the setting
   */
  static BoxSettings of(Settings settings) throws ConnectorException {
    Optional<Subject> subject =
        switch (ActsAsSetting.of(settings)) {
          case PERSON -> Optional.empty();
          case APPLICATION -> Optional.of(subject(settings));
        };
    return new BoxSettings(
        settings.require(CLIENT_ID),
        settings.require(CLIENT_SECRET),
        subject,
        key(settings),
        zoneReader(settings),
        settings.requireUri(API_URL),
        settings.requireUri(UPLOAD_URL),
        settings.requireUri(AUTHORIZE_URL),
        Arrays.stream(settings.require(UPLOAD_HOSTS).toLowerCase(Locale.ROOT).split("[\\s,]+"))
            .filter(host -> !host.isEmpty())
            .toList());
  }

  private static Subject subject(Settings settings) throws ConnectorException {
    return settings
        .get(USER_ID)
        .map(id -> new Subject("user", id))
        .or(() -> settings.get(ENTERPRISE_ID).map(id -> new Subject("enterprise", id)))
        .orElseThrow(
            () ->
                ConnectorException.misconfigured(
                    "setting `"
                        + ENTERPRISE_ID.name()
                        + "` or `"
                        + USER_ID.name()
                        + "` is missing, because no person consents"));
  }

  private static Optional<SigningKey> key(Settings settings) throws ConnectorException {
    Optional<String> pem = settings.get(PRIVATE_KEY);
    return pem.isEmpty()
        ? Optional.empty()
        : Optional.of(
            SigningKey.of(settings.require(KEY_ID), pem.get(), settings.get(PRIVATE_KEY_PASSWORD)));
  }

  private static Optional<ZoneReader> zoneReader(Settings settings) throws ConnectorException {
    Optional<String> client = settings.get(ZONE_CLIENT_ID);
    if (client.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> enterprise =
        settings.get(ZONE_ENTERPRISE_ID).or(() -> settings.get(ENTERPRISE_ID));
    if (enterprise.isEmpty()) {
      throw ConnectorException.misconfigured(
          "setting `" + ZONE_ENTERPRISE_ID.name() + "` is missing");
    }
    return Optional.of(
        new ZoneReader(
            client.get(),
            settings.require(ZONE_CLIENT_SECRET),
            new Subject("enterprise", enterprise.get())));
  }

  URI tokenAddress() {
    return apiUrl.resolve("/oauth2/token");
  }

  URI revokeAddress() {
    return apiUrl.resolve("/oauth2/revoke");
  }

  URI uploadAddress() {
    return URI.create(uploadBase() + VERSION + "/files/content");
  }

  URI contentAddress(String fileId) {
    return URI.create(apiBase() + VERSION + "/files/" + fileId + "/content");
  }

  /** Where the SDK puts the version and the resource behind. */
  String apiBase() {
    return base(apiUrl);
  }

  /** Where the SDK puts the version and the resource of an upload behind. */
  String uploadBase() {
    return base(uploadUrl);
  }

  private static String base(URI address) {
    String text = address.toString().replaceAll("/+$", "");
    return text.endsWith(VERSION) ? text.substring(0, text.length() - VERSION.length()) : text;
  }

  /** Whether bytes may go to or come from this address. */
  boolean allowsBytesAt(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean sealed =
        "https".equalsIgnoreCase(address.getScheme())
            || ("http".equalsIgnoreCase(address.getScheme())
                && "http".equalsIgnoreCase(apiUrl.getScheme()));
    boolean known =
        host.equalsIgnoreCase(apiUrl.getHost())
            || host.equalsIgnoreCase(uploadUrl.getHost())
            || uploadHosts.stream()
                .anyMatch(allowed -> host.equals(allowed) || host.endsWith("." + allowed));
    return sealed && known && address.getRawUserInfo() == null;
  }

  private static SettingSpec secret(String name, String help) {
    return new SettingSpec(name, help, false, true, Optional.empty());
  }

  @Override
  public String toString() {
    return "BoxSettings[" + apiUrl.getHost() + "]";
  }
}
