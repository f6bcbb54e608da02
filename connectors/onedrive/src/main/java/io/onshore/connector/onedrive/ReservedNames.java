package io.onshore.connector.onedrive;

import io.onshore.connector.ObjectName;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that OneDrive and SharePoint refuse although our own grammar allows them. See
 * https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa.
 */
final class ReservedNames {
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9]|desktop\\.ini)");

  private ReservedNames() {}

  /**
   * @param root whether the object would lie in the drive's root
   */
  static boolean forbid(ObjectName name, boolean root) {
    String lower = name.value().toLowerCase(Locale.ROOT);
    return DEVICE.matcher(lower).matches()
        || lower.contains("_vti_")
        || (root && lower.equals("forms"));
  }
}
