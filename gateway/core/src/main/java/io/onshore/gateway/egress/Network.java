package io.onshore.gateway.egress;

import java.net.InetAddress;

/**
 * A range of IP addresses, such as {@code 10.0.0.0/8}.
 *
 * @param first any address in it
 * @param bits how many leading bits its addresses have in common
 */
public record Network(InetAddress first, int bits) {
  /**
   * @throws IllegalArgumentException if an address has fewer bits than that
   */
  public Network {
    if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("a network's prefix is as long as its addresses at most");
    }
  }

  /**
   * Reads a range in CIDR notation; an address alone is a range of one.
   *
   * @throws IllegalArgumentException if it is none; names are never looked up
   */
  public static Network of(String cidr) {
    String[] parts = cidr.strip().split("/", -1);
    InetAddress address = InetAddress.ofLiteral(parts[0]);
    return switch (parts.length) {
      case 1 -> new Network(address, address.getAddress().length * Byte.SIZE);
      case 2 -> new Network(address, Integer.parseInt(parts[1]));
      default -> throw new IllegalArgumentException("a network has one `/`");
    };
  }

  /** Whether the address lies in it; an IPv4 address never lies in a range of IPv6. */
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != theirs[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    return rest == 0 || ((mine[whole] ^ theirs[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
