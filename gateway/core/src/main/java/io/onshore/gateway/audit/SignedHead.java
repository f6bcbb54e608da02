package io.onshore.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A head and its signature.
 *
 * @param jws in compact form; its payload is the head's
 */
public record SignedHead(AuditHead head, String jws) {
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
