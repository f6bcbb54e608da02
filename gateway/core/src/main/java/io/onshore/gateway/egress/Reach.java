package io.onshore.gateway.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which IP addresses may be called: those of the public Internet, and those in networks that the
 * operator names. Everything else is somebody's inside. Safe for several threads.
 *
 * <p>The ranges are those of IANA's special-purpose registries that are not globally reachable
 * (https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry),
 * multicast, and a cloud's metadata service that has a public address.
 */
public final class Reach {
  private static final List<Network> CLOSED =
      networks(
          "0.0.0.0/8", // this host
          "10.0.0.0/8",
          "100.64.0.0/10", // carriers' NAT; Alibaba's metadata service is in it
          "127.0.0.0/8",
          "168.63.129.16/32", // Azure's wire server
          "169.254.0.0/16", // link-local; most clouds' metadata service
          "172.16.0.0/12",
          "192.0.0.0/24", // protocols; Oracle's metadata service is in it
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4", // reserved, and broadcast
          "2001::/23", // protocols, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4: an IPv4 address of anybody's inside
          "3fff::/20"); // documentation

  /** The only part of IPv6 that is given to the public Internet. */
  private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

  /** IPv4 addresses as IPv6-only networks call them (RFC 6052). */
  private static final Network NAT64 = Network.of("64:ff9b::/96");

  private static final int IPV4_BYTES = 4;

  private final List<Network> named;

  /**
   * @param named networks that may be called although they are not public
   */
  public Reach(List<Network> named) {
    this.named = List.copyOf(named);
  }

  private static List<Network> networks(String... cidrs) {
    return Arrays.stream(cidrs).map(Network::of).toList();
  }

  /** Whether the address may be called. */
  public boolean allows(InetAddress address) {
    return names(address) || isPublic(address);
  }

  /** Whether the operator named a network that the address lies in. */
  public boolean names(InetAddress address) {
    return named.stream().anyMatch(network -> network.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    if (CLOSED.stream().anyMatch(network -> network.contains(address))) {
      return false;
    }
    return switch (address) {
      case Inet4Address ignored -> true;
      case Inet6Address six when NAT64.contains(six) -> isPublic(behindNat64(six));
      default -> GLOBAL_UNICAST.contains(address);
    };
  }

  private static InetAddress behindNat64(Inet6Address six) {
    byte[] bytes = six.getAddress();
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an IPv4 address", impossible);
    }
  }
}
