package io.onshore.connector.onedrive;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.toolkit.oauth.ActsAsSetting;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a connection, understood. Holds secrets; {@link #toString} says nothing of them.
 *
 * @param actsAs for a user who consents, or the application in its own name
 * @param access how much of a drive the connection may touch
 * @param driveId of the drive for destinations that name none; empty for the user's own
 * @param uploadHosts the hosts, or ends of host names after a dot, that bytes may go to
 * @param unitsPerMinute Microsoft's resource units
 */
record OneDriveSettings(
    String tenantId,
    String clientId,
    String clientSecret,
    ActsAs actsAs,
    Access access,
    Optional<String> driveId,
    URI graphUrl,
    URI loginUrl,
    List<String> uploadHosts,
    long unitsPerMinute) {
  private static final String GRAPH = "https://graph.microsoft.com";

  static final SettingSpec TENANT_ID =
      SettingSpec.required(
          "tenant-id",
          "The directory (tenant) ID of the Microsoft 365 organisation, on the app registration's"
              + " overview page; `consumers` for a personal account.");
  static final SettingSpec CLIENT_ID =
      SettingSpec.required(
          "client-id",
          "The application (client) ID, on the app registration's overview page in Microsoft"
              + " Entra.");
  static final SettingSpec CLIENT_SECRET =
      SettingSpec.secret(
          "client-secret",
          "A client secret of the app registration, from its page on certificates and secrets.");
  static final SettingSpec DRIVE_ID =
      SettingSpec.optional(
          "drive-id",
          "The ID of the drive or document library for destinations that name none; needed"
              + " where the application acts in its own name.");
  static final SettingSpec ACCESS =
      SettingSpec.optional(
          "access",
          "What a connection that acts for a person may touch: `drive`, all of the person's files,"
              + " or `app-folder`, nothing but the folder that OneDrive makes for the application"
              + " below `Apps`. Take the latter unless the files have to lie elsewhere.",
          "drive");
  static final SettingSpec GRAPH_URL =
      SettingSpec.optional(
              "graph-url",
              "The address of Microsoft Graph; another one for national clouds or a simulator.",
              GRAPH)
          .ofOperator();
  static final SettingSpec LOGIN_URL =
      SettingSpec.optional(
              "login-url",
              "The address of Microsoft's sign-in; another one for national clouds or a simulator.",
              "https://login.microsoftonline.com")
          .ofOperator();
  static final SettingSpec UPLOAD_HOSTS =
      SettingSpec.optional(
              "upload-hosts",
              "The hosts that bytes may go to and come from, separated by blanks; subdomains count."
                  + " The host of Microsoft Graph is always one.",
              "sharepoint.com sharepoint.us sharepoint-mil.us sharepoint.cn 1drv.com onedrive.com"
                  + " microsoftpersonalcontent.com livefilestore.com storage.live.com")
          .ofOperator();

  static final SettingSpec UNITS_PER_MINUTE =
      SettingSpec.optional(
          "units-per-minute",
          "What Microsoft lets one application ask for in a minute, in its resource units: 1250 in"
              + " an organisation of up to 1000 licences, 2500 up to 5000, 3750 up to 15000, 5000"
              + " up to 50000, 6250 beyond.",
          "1250");

  static final List<SettingSpec> ALL =
      List.of(
          TENANT_ID,
          CLIENT_ID,
          CLIENT_SECRET,
          DRIVE_ID,
          ActsAsSetting.SPEC,
          ACCESS,
          GRAPH_URL,
          LOGIN_URL,
          UPLOAD_HOSTS,
          UNITS_PER_MINUTE);

  /** How much of a drive a connection may touch. */
  enum Access {
    /** All of it. */
    DRIVE,
    /** The application's own folder. */
    APP_FOLDER
  }

  /** The hosts that are Microsoft Graph itself, for which alone access tokens can be asked. */
  private static final List<String> GRAPH_HOSTS =
      List.of(
          "graph.microsoft.com",
          "graph.microsoft.us",
          "dod-graph.microsoft.us",
          "microsoftgraph.chinacloudapi.cn");

  /**
   * @throws ConnectorException kind MISCONFIGURED, naming the setting
   */
  static OneDriveSettings of(Settings settings) throws ConnectorException {
    String tenant = settings.require(TENANT_ID);
    if (!tenant.matches("[A-Za-z0-9.-]{1,255}")) {
      throw ConnectorException.misconfigured(
          "setting `" + TENANT_ID.name() + "` is not a directory id or domain");
    }
    ActsAs actsAs = ActsAsSetting.of(settings);
    return new OneDriveSettings(
        tenant,
        settings.require(CLIENT_ID),
        settings.require(CLIENT_SECRET),
        actsAs,
        access(settings, actsAs),
        settings.get(DRIVE_ID),
        settings.requireUri(GRAPH_URL),
        settings.requireUri(LOGIN_URL),
        Arrays.stream(settings.require(UPLOAD_HOSTS).toLowerCase(Locale.ROOT).split("[\\s,]+"))
            .filter(host -> !host.isEmpty())
            .toList(),
        unitsPerMinute(settings));
  }

  private static Access access(Settings settings, ActsAs actsAs) throws ConnectorException {
    Access access =
        switch (settings.require(ACCESS).toLowerCase(Locale.ROOT)) {
          case "drive" -> Access.DRIVE;
          case "app-folder" -> Access.APP_FOLDER;
          default ->
              throw ConnectorException.misconfigured(
                  "setting `" + ACCESS.name() + "` is neither `drive` nor `app-folder`");
        };
    if (access == Access.APP_FOLDER && actsAs == ActsAs.APPLICATION) {
      throw ConnectorException.misconfigured(
          "setting `"
              + ACCESS.name()
              + "` can be `app-folder` only where `"
              + ActsAsSetting.SPEC.name()
              + "` is `person`");
    }
    return access;
  }

  private static long unitsPerMinute(Settings settings) throws ConnectorException {
    String text = settings.require(UNITS_PER_MINUTE);
    if (!text.matches("[1-9]\\d{0,6}")) {
      throw ConnectorException.misconfigured(
          "setting `" + UNITS_PER_MINUTE.name() + "` is not a number of units");
    }
    return Long.parseLong(text);
  }

  URI tokenAddress() {
    return URI.create(base(loginUrl) + "/" + tenantId + "/oauth2/v2.0/token");
  }

  URI authorizeAddress() {
    return URI.create(base(loginUrl) + "/" + tenantId + "/oauth2/v2.0/authorize");
  }

  /** What is asked for: exactly what the card names, or all that an admin has approved. */
  Set<String> scopes() {
    return switch (actsAs) {
      case PERSON -> Set.of(filesScope(), "offline_access");
      case APPLICATION -> Set.of(defaultScope());
    };
  }

  private String filesScope() {
    return switch (access) {
      case DRIVE -> "Files.ReadWrite";
      case APP_FOLDER -> "Files.ReadWrite.AppFolder";
    };
  }

  /** Where Graph's resources start, without a slash at the end. */
  String graphBase() {
    return base(graphUrl) + "/v1.0";
  }

  /** The scope that stands for everything an admin has consented to. */
  private String defaultScope() {
    return (GRAPH_HOSTS.contains(graphUrl.getHost().toLowerCase(Locale.ROOT))
            ? "https://" + graphUrl.getHost()
            : GRAPH)
        + "/.default";
  }

  /** Whether bytes may go to or come from this address. */
  boolean allowsBytesAt(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    boolean sealed =
        "https".equalsIgnoreCase(address.getScheme())
            || ("http".equalsIgnoreCase(address.getScheme())
                && "http".equalsIgnoreCase(graphUrl.getScheme()));
    boolean known =
        host.equalsIgnoreCase(graphUrl.getHost())
            || uploadHosts.stream()
                .anyMatch(allowed -> host.equals(allowed) || host.endsWith("." + allowed));
    return sealed && known && address.getRawUserInfo() == null;
  }

  private static String base(URI address) {
    return address.toString().replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return "OneDriveSettings[" + graphUrl.getHost() + "]";
  }
}
