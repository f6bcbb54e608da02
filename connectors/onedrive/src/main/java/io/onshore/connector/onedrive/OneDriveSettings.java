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
 * @param driveId of the drive for destinations that name none; empty for the user's own
 * @param uploadHosts the hosts, or ends of host names after a dot, that bytes may go to
 */
record OneDriveSettings(
    String tenantId,
    String clientId,
    String clientSecret,
    ActsAs actsAs,
    Optional<String> driveId,
    URI graphUrl,
    URI loginUrl,
    List<String> uploadHosts) {
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
  static final SettingSpec GRAPH_URL =
      SettingSpec.optional(
          "graph-url",
          "The address of Microsoft Graph; another one for national clouds or a simulator.",
          GRAPH);
  static final SettingSpec LOGIN_URL =
      SettingSpec.optional(
          "login-url",
          "The address of Microsoft's sign-in; another one for national clouds or a simulator.",
          "https://login.microsoftonline.com");
  static final SettingSpec UPLOAD_HOSTS =
      SettingSpec.optional(
          "upload-hosts",
          "The hosts that bytes may go to and come from, separated by blanks; subdomains count."
              + " The host of Microsoft Graph is always one.",
          "sharepoint.com sharepoint.us sharepoint-mil.us sharepoint.cn 1drv.com onedrive.com"
              + " microsoftpersonalcontent.com livefilestore.com storage.live.com");

  static final List<SettingSpec> ALL =
      List.of(
          TENANT_ID,
          CLIENT_ID,
          CLIENT_SECRET,
          DRIVE_ID,
          ActsAsSetting.SPEC,
          GRAPH_URL,
          LOGIN_URL,
          UPLOAD_HOSTS);

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
    return new OneDriveSettings(
        tenant,
        settings.require(CLIENT_ID),
        settings.require(CLIENT_SECRET),
        ActsAsSetting.of(settings),
        settings.get(DRIVE_ID),
        settings.requireUri(GRAPH_URL),
        settings.requireUri(LOGIN_URL),
        Arrays.stream(settings.require(UPLOAD_HOSTS).toLowerCase(Locale.ROOT).split("[\\s,]+"))
            .filter(host -> !host.isEmpty())
            .toList());
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
      case PERSON -> Set.of("Files.ReadWrite", "offline_access");
      case APPLICATION -> Set.of(defaultScope());
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
