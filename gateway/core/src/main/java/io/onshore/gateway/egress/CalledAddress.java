package io.onshore.gateway.egress;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A web address to call, of plain form: {@code https} or {@code http}, a host, no user, no
 * fragment; a host that is a number is an IPv4 address in its usual spelling, or an IPv6 address in
 * brackets. {@link #toString} does not tell it: whoever has it may be able to post there.
 */
public record CalledAddress(URI uri) {
  private static final int LONGEST = 2_000;
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

  /** What other readers of addresses take for a number (WHATWG URL, "ends in a number"). */
  private static final Pattern ENDS_IN_A_NUMBER =
      Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

  /**
   * @throws IllegalArgumentException if it has another form; the text says which rule it breaks
   */
  public CalledAddress {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    require(scheme.equals("https") || scheme.equals("http"), "it begins with `https://`");
    require(uri.toString().length() <= LONGEST, "it is not longer than " + LONGEST + " characters");
    String host = uri.getHost();
    require(host != null && !host.isEmpty(), "it names a host");
    require(HttpUrl.get(uri) != null, "its host or port cannot be understood");
    require(uri.getRawUserInfo() == null, "it names no user");
    require(uri.getRawFragment() == null, "it has no `#`");
    require(
        !ENDS_IN_A_NUMBER.matcher(host).matches() || IPV4.matcher(host).matches(),
        "a host that is a number is written as four numbers with dots");
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public static CalledAddress of(String text) {
    try {
      return new CalledAddress(new URI(text.strip()));
    } catch (URISyntaxException wrong) {
      // Without its cause, which quotes the address.
      throw new IllegalArgumentException("a web address is needed: it cannot be understood");
    }
  }

  private static void require(boolean held, String rule) {
    if (!held) {
      throw new IllegalArgumentException("a web address is needed: " + rule);
    }
  }

  /** Whether everything goes through TLS. */
  public boolean secure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  @Override
  public String toString() {
    return "CalledAddress";
  }
}
