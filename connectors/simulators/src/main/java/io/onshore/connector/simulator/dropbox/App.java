package io.onshore.connector.simulator.dropbox;

/**
 * A program that is registered with Dropbox.
 *
 * @param folder the name of its own folder, which only an {@link Access#APP_FOLDER} app has
 */
public record App(String key, String secret, Access access, String folder) {
  /** What an app may see; fixed when it is registered. */
  public enum Access {
    /** A folder of its own in the home of whoever consents. */
    APP_FOLDER,
    /** Everything that whoever consents sees. */
    FULL,
    /** The team, not a person's files. */
    TEAM
  }

  /** Where the app's paths start within the person's home. */
  public String prefix() {
    return access == Access.APP_FOLDER ? "/Apps/" + folder : "";
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "App[" + key + ", " + access + "]";
  }
}
