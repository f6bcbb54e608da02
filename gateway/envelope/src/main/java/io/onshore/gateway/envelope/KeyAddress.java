package io.onshore.gateway.envelope;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the host out of the address of a key: an {@code https} URI by RFC 3986, written strictly.
 * What two readers could read differently is not read at all: user info with an {@code @} in it,
 * backslashes, white space, escapes or other scripts in the host, numbers that are nearly an IP
 * address.
 */
final class KeyAddress {
  private static final int LONGEST_HOST = 253;

  private static final Pattern HTTPS_BEGIN = Pattern.compile("(?i:https):");

  /** The host is the one group. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i:https)://"
              + "(?:[A-Za-z0-9._~!$&'()*+,;=:%-]*@)?"
              + "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)"
              + "(?::[0-9]{0,5})?"
              + "(?:[/?][A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?"
              + "(?:#[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?");

  private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** A last label that some readers take for the end of an IPv4 address. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern IPV6_GROUP = Pattern.compile("[0-9a-f]{1,4}");

  private KeyAddress() {}

  /** Whether a text that may be anything, such as the name of a key, is meant as an address. */
  static boolean isMeant(String text) {
    return HTTPS_BEGIN.matcher(text).lookingAt();
  }

  /** The host in lower case, or {@link Inspection.Sealed#UNKNOWN_SERVER}. */
  static String server(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || NO_ESCAPE.matcher(address).find()) {
      return Inspection.Sealed.UNKNOWN_SERVER;
    }
    String host = parts.group(1).toLowerCase(Locale.ROOT);
    // The dot of an absolute name makes no other host.
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return isHost(name) ? name : Inspection.Sealed.UNKNOWN_SERVER;
  }

  /** Whether this is a host name in lower case, an IPv4 address, or an IPv6 address in brackets. */
  static boolean isHost(String text) {
    if (text.isEmpty() || text.length() > LONGEST_HOST) {
      return false;
    }
    if (text.startsWith("[")) {
      return text.endsWith("]") && isIpv6(text.substring(1, text.length() - 1));
    }
    String[] labels = text.split("\\.", -1);
    if (NUMBER.matcher(labels[labels.length - 1]).matches()) {
      return IPV4.matcher(text).matches();
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Eight groups, the last two perhaps written as IPv4, or fewer around one gap. */
  private static boolean isIpv6(String text) {
    int tail = text.lastIndexOf(':') + 1;
    boolean endsAsIpv4 = IPV4.matcher(text.substring(tail)).matches();
    String[] sides = (endsAsIpv4 ? text.substring(0, tail) + "0:0" : text).split("::", -1);
    int groups = 0;
    for (String side : sides) {
      if (!side.isEmpty()) {
        for (String group : side.split(":", -1)) {
          if (!IPV6_GROUP.matcher(group).matches()) {
            return false;
          }
          groups++;
        }
      }
    }
    return sides.length == 1 ? groups == 8 : sides.length == 2 && groups <= 7;
  }
}
