package io.onshore.connector.dropbox;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.toolkit.oauth.ActsAsSetting;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of a connection, understood. Holds secrets; {@link #toString} says nothing of them.
 *
 * @param parallelAppends 1 for sequential upload sessions, more for concurrent ones
 * @param evidence the second app, which reads a team's audit log; empty if there is none
 */
record DropboxSettings(
    String appKey,
    String appSecret,
    Access access,
    int parallelAppends,
    Optional<Evidence> evidence,
    URI apiUrl,
    URI contentUrl,
    URI authorizeUrl) {
  static final SettingSpec APP_KEY =
      SettingSpec.required("app-key", "The app key, on the app's page in Dropbox's App Console.");
  static final SettingSpec APP_SECRET =
      SettingSpec.secret(
          "app-secret", "The app secret, on the app's page in Dropbox's App Console.");
  static final SettingSpec ACCESS =
      SettingSpec.optional(
          "access",
          "The app's access type, chosen when it was made: `app-folder`, which sees a folder of its"
              + " own and nothing else, or `full`, which team folders need.",
          "app-folder");
  static final SettingSpec PARALLEL_APPENDS =
      SettingSpec.optional(
          "parallel-appends",
          "How many parts of one large object may be under way at once, 1 to 4. With more than 1"
              + " an upload that was interrupted by a restart starts again from its first byte.",
          "1");
  static final SettingSpec EVIDENCE_APP_KEY =
      SettingSpec.optional(
          "evidence-app-key",
          "The app key of a second app, linked to the whole team by an admin, that reads where the"
              + " team's data rests from its audit log.");
  static final SettingSpec EVIDENCE_APP_SECRET =
      new SettingSpec(
          "evidence-app-secret",
          "The app secret of the second app.",
          false,
          true,
          Optional.empty());
  static final SettingSpec EVIDENCE_REFRESH_TOKEN =
      new SettingSpec(
          "evidence-refresh-token",
          "A refresh token of the second app, from a consent of a team admin to `events.read` and"
              + " `team_info.read`. Dropbox lets it be used again and again.",
          false,
          true,
          Optional.empty());
  static final SettingSpec API_URL =
      SettingSpec.optional(
              "api-url",
              "The address of Dropbox's API and token service; another one for a simulator.",
              "https://api.dropboxapi.com")
          .ofOperator();
  static final SettingSpec CONTENT_URL =
      SettingSpec.optional(
              "content-url",
              "The address that files go to and come from; another one for a simulator.",
              "https://content.dropboxapi.com")
          .ofOperator();
  static final SettingSpec AUTHORIZE_URL =
      SettingSpec.optional(
              "authorize-url",
              "The address of Dropbox's consent page; another one for a simulator.",
              "https://www.dropbox.com/oauth2/authorize")
          .ofOperator();

  static final List<SettingSpec> ALL =
      List.of(
          APP_KEY,
          APP_SECRET,
          ActsAsSetting.SPEC,
          ACCESS,
          PARALLEL_APPENDS,
          EVIDENCE_APP_KEY,
          EVIDENCE_APP_SECRET,
          EVIDENCE_REFRESH_TOKEN,
          API_URL,
          CONTENT_URL,
          AUTHORIZE_URL);

  /** What an app may see; Dropbox fixes it when the app is made and tells no program. */
  enum Access {
    /** A folder of its own, which its paths start from. */
    APP_FOLDER,
    /** Everything the person sees, team folders among it. */
    FULL
  }

  /** The app that reads the audit log. Holds secrets. */
  record Evidence(String appKey, String appSecret, String refreshToken) {
    @Override
    public String toString() {
      return "Evidence[secret]";
    }
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED, naming the setting
   */
  static DropboxSettings of(Settings settings) throws ConnectorException {
    if (ActsAsSetting.of(settings) == ActsAs.APPLICATION) {
      throw ConnectorException.misconfigured(
          "setting `"
              + ActsAsSetting.SPEC.name()
              + "` has to be `person`: Dropbox lets no application act in its own name");
    }
    return new DropboxSettings(
        settings.require(APP_KEY),
        settings.require(APP_SECRET),
        access(settings),
        parallelAppends(settings),
        evidence(settings),
        settings.requireUri(API_URL),
        settings.requireUri(CONTENT_URL),
        settings.requireUri(AUTHORIZE_URL));
  }

  private static Access access(Settings settings) throws ConnectorException {
    return switch (settings.require(ACCESS).toLowerCase(Locale.ROOT)) {
      case "app-folder" -> Access.APP_FOLDER;
      case "full" -> Access.FULL;
      default ->
          throw ConnectorException.misconfigured(
              "setting `" + ACCESS.name() + "` is neither `app-folder` nor `full`");
    };
  }

  private static int parallelAppends(Settings settings) throws ConnectorException {
    String text = settings.require(PARALLEL_APPENDS);
    if (!text.matches("[1-4]")) {
      throw ConnectorException.misconfigured(
          "setting `" + PARALLEL_APPENDS.name() + "` is not a number from 1 to 4");
    }
    return Integer.parseInt(text);
  }

  /** All three or none: half a second app would be silence that nobody notices. */
  private static Optional<Evidence> evidence(Settings settings) throws ConnectorException {
    List<SettingSpec> specs =
        List.of(EVIDENCE_APP_KEY, EVIDENCE_APP_SECRET, EVIDENCE_REFRESH_TOKEN);
    if (specs.stream().allMatch(spec -> settings.get(spec).isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Evidence(
            settings.require(EVIDENCE_APP_KEY),
            settings.require(EVIDENCE_APP_SECRET),
            settings.require(EVIDENCE_REFRESH_TOKEN)));
  }

  /** What a person is asked to consent to. */
  Set<String> scopes() {
    Set<String> scopes =
        new TreeSet<>(
            Set.of(
                "account_info.read",
                "files.metadata.read",
                "files.content.write",
                "files.content.read"));
    if (access == Access.FULL) {
      scopes.add("sharing.read");
    }
    return scopes;
  }

  URI tokenAddress() {
    return api("/oauth2/token");
  }

  /** An address on the API's host. */
  URI api(String path) {
    return URI.create(base(apiUrl) + path);
  }

  /** An address on the host for files. */
  URI content(String path) {
    return URI.create(base(contentUrl) + path);
  }

  private static String base(URI address) {
    return address.toString().replaceAll("/+$", "");
  }

  @Override
  public String toString() {
    return "DropboxSettings[" + apiUrl.getHost() + "]";
  }
}
