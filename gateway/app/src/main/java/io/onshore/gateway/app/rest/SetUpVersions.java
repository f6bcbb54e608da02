package io.onshore.gateway.app.rest;

import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a practice's set-up as an entity tag. */
final class SetUpVersions {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})\"");

  private SetUpVersions() {}

  /** The tag of a version. */
  static String tag(int number) {
    return "\"" + number + "\"";
  }

  /**
   * The version that a change was made from.
   *
   * @throws RequestRefused SETUP_VERSION_NEEDED if the header is missing; SETUP_CHANGED if it is no
   *     tag of a version
   */
  static int expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new RequestRefused(
          RefusalCode.SETUP_VERSION_NEEDED,
          "`If-Match` is missing",
          "send the ETag that the set-up had when you read it");
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw new RequestRefused(
          RefusalCode.SETUP_CHANGED,
          "`If-Match` names no version of the set-up",
          "send the ETag that the set-up had when you read it");
    }
    return Integer.parseInt(tag.group(1));
  }
}
