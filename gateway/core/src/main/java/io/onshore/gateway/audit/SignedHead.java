package io.onshore.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A head and its signature.
 *
 * @param jws in compact form; its payload is the head's
 */
public record SignedHead(AuditHead head, String jws) {
  private static final Pattern KEY_ID = Pattern.compile("\"kid\"\\s*:\\s*\"([^\"\\\\]+)\"");

  /** The id of the published key that signed it, if the signature names one. */
  public Optional<String> keyId() {
    Matcher named =
        KEY_ID.matcher(
            new String(
                Base64.getUrlDecoder().decode(jws.split("\\.", -1)[0]), StandardCharsets.UTF_8));
    return named.find() ? Optional.of(named.group(1)) : Optional.empty();
  }

  /** Whether the signature is about this head. Says nothing of whether it holds. */
  public boolean isAboutItsHead() {
    String[] pieces = jws.split("\\.", -1);
    return pieces.length == 3
        && pieces[1].equals(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(head.payload().getBytes(StandardCharsets.UTF_8)));
  }
}
