package io.onshore.connector.googledrive;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.Settings;
import io.onshore.connector.toolkit.oauth.ActsAsSetting;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a connection, understood. Holds secrets; {@link #toString} says nothing of them.
 *
 * @param who in whose name files are stored
 * @param sharedDriveId of the shared drive for destinations that name none; empty for My Drive
 * @param evidenceSubject the super admin in whose name data region policies are read; empty if they
 *     are not
 * @param apiUrl without a slash at the end
 * @param oauthUrl without a slash at the end
 * @param policyUrl without a slash at the end
 */
record GoogleDriveSettings(
    Who who,
    Optional<String> sharedDriveId,
    Optional<String> evidenceSubject,
    URI apiUrl,
    URI oauthUrl,
    URI authorizeUrl,
    URI policyUrl) {
  static final SettingSpec CLIENT_ID =
      SettingSpec.optional(
          "client-id",
          "The OAuth client ID, on the credentials page of the Google Cloud project; needed to act"
              + " for a person.");
  static final SettingSpec CLIENT_SECRET =
      new SettingSpec(
          "client-secret",
          "The client secret beside the OAuth client ID; needed to act for a person.",
          false,
          true,
          Optional.empty());
  static final SettingSpec SERVICE_ACCOUNT_KEY =
      new SettingSpec(
          "service-account-key",
          "The whole key file (JSON) of the service account; needed to act as an application.",
          false,
          true,
          Optional.empty());
  static final SettingSpec SUBJECT =
      SettingSpec.optional(
          "subject",
          "The user in whose My Drive the service account stores files, by domain-wide delegation."
              + " Leave it out where files go to a shared drive.");
  static final SettingSpec SHARED_DRIVE_ID =
      SettingSpec.optional(
          "shared-drive-id",
          "The ID of the shared drive for destinations that name none, from its address in Drive;"
              + " needed where a service account acts without a subject.");
  static final SettingSpec EVIDENCE_SUBJECT =
      SettingSpec.optional(
          "evidence-subject",
          "A super admin of the organisation, in whose name the service account reads the data"
              + " region policy by domain-wide delegation. Without it the policy is not read.");
  static final SettingSpec API_URL =
      SettingSpec.optional(
              "api-url",
              "The address of Google's APIs, where Drive lies; another one for a simulator.",
              "https://www.googleapis.com")
          .ofOperator();
  static final SettingSpec OAUTH_URL =
      SettingSpec.optional(
              "oauth-url",
              "The address of Google's token service; another one for a simulator.",
              "https://oauth2.googleapis.com")
          .ofOperator();
  static final SettingSpec AUTHORIZE_URL =
      SettingSpec.optional(
              "authorize-url",
              "The address of Google's consent page; another one for a simulator.",
              "https://accounts.google.com/o/oauth2/v2/auth")
          .ofOperator();
  static final SettingSpec POLICY_URL =
      SettingSpec.optional(
              "policy-url",
              "The address of the Cloud Identity API; another one for a simulator.",
              "https://cloudidentity.googleapis.com")
          .ofOperator();

  static final List<SettingSpec> ALL =
      List.of(
          ActsAsSetting.SPEC,
          CLIENT_ID,
          CLIENT_SECRET,
          SERVICE_ACCOUNT_KEY,
          SUBJECT,
          SHARED_DRIVE_ID,
          EVIDENCE_SUBJECT,
          API_URL,
          OAUTH_URL,
          AUTHORIZE_URL,
          POLICY_URL);

  /** In whose name a connection acts. */
  sealed interface Who {
    /** A person who consented to this OAuth client. */
    record Person(String clientId, String clientSecret) implements Who {
      @Override
      public String toString() {
        return "Person";
      }
    }

    /**
     * A service account.
     *
     * @param subject the user it stands for; empty if it acts as itself
     */
    record Application(ServiceAccount account, Optional<String> subject) implements Who {
      @Override
      public String toString() {
        return "Application";
      }
    }
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED, naming the setting
   */
  static GoogleDriveSettings of(Settings settings) throws ConnectorException {
    ActsAs actsAs = ActsAsSetting.of(settings);
    Optional<String> evidenceSubject = settings.get(EVIDENCE_SUBJECT);
    if (actsAs == ActsAs.PERSON && evidenceSubject.isPresent()) {
      throw ConnectorException.misconfigured(
          "setting `"
              + EVIDENCE_SUBJECT.name()
              + "` needs a service account: set `"
              + ActsAsSetting.SPEC.name()
              + "` to `application`");
    }
    return new GoogleDriveSettings(
        switch (actsAs) {
          case PERSON ->
              new Who.Person(settings.require(CLIENT_ID), settings.require(CLIENT_SECRET));
          case APPLICATION ->
              new Who.Application(
                  ServiceAccount.of(settings.require(SERVICE_ACCOUNT_KEY)), settings.get(SUBJECT));
        },
        settings.get(SHARED_DRIVE_ID),
        evidenceSubject,
        base(settings.requireUri(API_URL)),
        base(settings.requireUri(OAUTH_URL)),
        settings.requireUri(AUTHORIZE_URL),
        base(settings.requireUri(POLICY_URL)));
  }

  URI tokenAddress() {
    return URI.create(oauthUrl + "/token");
  }

  URI revokeAddress() {
    return URI.create(oauthUrl + "/revoke");
  }

  /**
   * Whether Google gives this account no storage, so that only a shared drive can hold its files.
   */
  boolean ownsNoStorage() {
    return who instanceof Who.Application application && application.subject().isEmpty();
  }

  /**
   * Whether this is the address of an upload, which is a secret: Google names one beside the API,
   * and bytes go nowhere else.
   */
  boolean allowsBytesAt(URI address) {
    return apiUrl.getScheme().equalsIgnoreCase(address.getScheme())
        && apiUrl.getHost().equalsIgnoreCase(address.getHost())
        && apiUrl.getPort() == address.getPort()
        && address.getRawUserInfo() == null
        && address.getRawPath().startsWith(apiUrl.getRawPath() + GoogleDriveApi.UPLOAD_PATH);
  }

  private static URI base(URI address) {
    return URI.create(address.toString().replaceAll("/+$", ""));
  }

  @Override
  public String toString() {
    return "GoogleDriveSettings[" + apiUrl.getHost() + "]";
  }
}
