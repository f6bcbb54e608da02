package io.onshore.connector.simulator.googledrive;

/**
 * An account, as the double is told to play it.
 *
 * @param email its address, which is also its id here
 * @param customer the organisation's domain; empty text if it belongs to none
 */
public record Account(String email, Kind kind, String customer) {
  /** The kinds that matter. */
  public enum Kind {
    /** A personal account. */
    CONSUMER,
    /** A user of Google Workspace. */
    MEMBER,
    /** A user of Google Workspace who may read policies. */
    SUPER_ADMIN,
    /** A program; Google gives it no storage. */
    SERVICE
  }

  /** A personal account. */
  public static Account consumer(String email) {
    return new Account(email, Kind.CONSUMER, "");
  }

  /** A user of the organisation that the address names. */
  public static Account member(String email) {
    return new Account(email, Kind.MEMBER, domain(email));
  }

  /** A super admin of the organisation that the address names. */
  public static Account superAdmin(String email) {
    return new Account(email, Kind.SUPER_ADMIN, domain(email));
  }

  /** A program. */
  public static Account service(String email) {
    return new Account(email, Kind.SERVICE, "");
  }

  private static String domain(String email) {
    return email.substring(email.lastIndexOf('@') + 1);
  }
}
