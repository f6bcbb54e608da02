package io.onshore.connector.dropbox;

import io.onshore.connector.ObjectName;
import java.util.Locale;
import java.util.Set;

/**
 * Names that Dropbox refuses although our own grammar allows them. See
 * https://help.dropbox.com/organize/file-names.
 */
final class ReservedNames {
  private static final Set<String> IGNORED = Set.of("desktop.ini", "thumbs.db");

  private ReservedNames() {}

  static boolean forbid(ObjectName name) {
    return IGNORED.contains(name.value().toLowerCase(Locale.ROOT));
  }
}
