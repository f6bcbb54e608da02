package io.onshore.connector.simulator.onedrive;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names OneDrive and SharePoint refuse; names are compared without regard to case. */
final class Names {
  private static final int MAX_NAME = 255;
  private static final int MAX_PATH = 400;
  private static final Pattern FORBIDDEN = Pattern.compile("[\"*:<>?/\\\\|\\x00-\\x1f]");
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9]|\\.lock|desktop\\.ini)");
  private static final Set<String> AT_ROOT = Set.of("forms");

  private Names() {}

  /** How a name is compared. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  static void requireAllowed(String name, String folderPath, boolean atRoot) throws GraphError {
    String key = key(name);
    boolean bad =
        name.isBlank()
            || FORBIDDEN.matcher(name).find()
            || !name.strip().equals(name)
            || name.endsWith(".")
            || DEVICE.matcher(key).matches()
            || key.contains("_vti_")
            || name.startsWith("~$")
            || (atRoot && AT_ROOT.contains(key));
    if (bad) {
      throw GraphError.invalid("invalidName", "The provided name cannot be used.");
    }
    if (name.length() > MAX_NAME || folderPath.length() + 1 + name.length() > MAX_PATH) {
      throw GraphError.invalid("pathIsTooLong", "The path is too long.");
    }
  }
}
