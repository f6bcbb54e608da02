package io.onshore.connector.simulator.onedrive;

import java.util.Map;
import java.util.Optional;

/**
 * An account with one drive, as the double is told to play it.
 *
 * @param id in the sign-in address
 * @param driveId of its drive
 * @param host of the drive's site, such as {@code contoso-my.sharepoint.com}
 * @param rootSites the hosts of its root sites and their location codes; a tenant with one
 *     geography has one, with an empty code
 * @param dataLocationCode of the drive's site; empty text where Microsoft reports none
 * @param countryLetterCode of the organisation's address
 */
public record Tenant(
    String id,
    DriveType driveType,
    String clientId,
    String clientSecret,
    String driveId,
    String host,
    Map<String, String> rootSites,
    String dataLocationCode,
    Optional<String> countryLetterCode) {
  public Tenant {
    rootSites = Map.copyOf(rootSites);
  }

  /** What Graph calls the kind of a drive. */
  public enum DriveType {
    PERSONAL("personal"),
    BUSINESS("business"),
    DOCUMENT_LIBRARY("documentLibrary");

    private final String word;

    DriveType(String word) {
      this.word = word;
    }

    /** Graph's own word. */
    public String word() {
      return word;
    }
  }

  /** A business tenant with one geography, of which Microsoft reports nothing. */
  public static Tenant singleGeo(String id, String clientId, String clientSecret, String country) {
    return new Tenant(
        id,
        DriveType.BUSINESS,
        clientId,
        clientSecret,
        "b!" + id,
        id + "-my.sharepoint.com",
        Map.of(id + ".sharepoint.com", ""),
        "",
        Optional.of(country));
  }

  /** The same with a library of a SharePoint site in place of somebody's drive. */
  public Tenant withDocumentLibrary() {
    return new Tenant(
        id,
        DriveType.DOCUMENT_LIBRARY,
        clientId,
        clientSecret,
        driveId,
        id + ".sharepoint.com",
        rootSites,
        dataLocationCode,
        countryLetterCode);
  }

  /** The same with another location code for the drive's site. */
  public Tenant withDataLocationCode(String code) {
    return new Tenant(
        id,
        driveType,
        clientId,
        clientSecret,
        driveId,
        host,
        Map.of(
            id + ".sharepoint.com",
            code,
            id + "other.sharepoint.com",
            "NAM".equals(code) ? "GBR" : "NAM"),
        code,
        countryLetterCode);
  }

  /** The same with another country in the organisation's address, or none. */
  public Tenant withCountry(Optional<String> letterCode) {
    return new Tenant(
        id,
        driveType,
        clientId,
        clientSecret,
        driveId,
        host,
        rootSites,
        dataLocationCode,
        letterCode);
  }

  /** A personal account: somebody has to consent; there is no site and no organisation. */
  public static Tenant personal(String id, String clientId, String clientSecret) {
    return new Tenant(
        id,
        DriveType.PERSONAL,
        clientId,
        clientSecret,
        "personal0" + id,
        "onedrive.live.com",
        Map.of(),
        "",
        Optional.empty());
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "Tenant[" + id + ", " + driveType.word() + ", " + driveId + "]";
  }
}
