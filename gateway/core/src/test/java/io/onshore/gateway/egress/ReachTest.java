package io.onshore.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be called. */
class ReachTest {
  private static final Reach PUBLIC_ONLY = new Reach(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::7f00:1",
        "::ffff:0:7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void nobodysInsideIsCalled(String address) {
    assertThat(PUBLIC_ONLY.allows(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4009::1"
      })
  void theInternetIsCalled(String address) {
    assertThat(PUBLIC_ONLY.allows(InetAddress.ofLiteral(address))).isTrue();
  }

  /** Whatever spelling the system's resolver takes for a number, it is the number that counts. */
  @ParameterizedTest
  @ValueSource(strings = {"2130706433", "127.1", "10.1"})
  void anotherSpellingOfAnInsideAddressIsTheSameAddress(String host) throws UnknownHostException {
    assertThat(Stream.of(InetAddress.getAllByName(host)))
        .isNotEmpty()
        .noneMatch(PUBLIC_ONLY::allows);
  }

  @Test
  void theOperatorMayNameNetworksAndNoMoreIsOpenThen() {
    Reach reach =
        new Reach(List.of(Network.of("10.20.0.0/15"), Network.of("fd12::/17"), Network.of("::1")));

    assertThat(
            Stream.of("10.20.0.1", "10.21.255.255", "fd12::1", "fd12:0:1::1", "::1", "8.8.8.8")
                .map(InetAddress::ofLiteral))
        .allMatch(reach::allows);
    assertThat(
            Stream.of("10.19.255.255", "10.22.0.0", "fd12:8000::1", "fd13::1", "127.0.0.1", "::2")
                .map(InetAddress::ofLiteral))
        .noneMatch(reach::allows);
    assertThat(reach.names(InetAddress.ofLiteral("8.8.8.8"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0.0/-1", "::/129", "clinic.example/8", "10.0.0.0/8/8", "/8"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text));
  }

  @Test
  void aNetworkOfAllContainsAllOfItsFamily() {
    Network all = Network.of("0.0.0.0/0");
    assertThat(all.contains(InetAddress.ofLiteral("200.1.2.3"))).isTrue();
    assertThat(all.contains(InetAddress.ofLiteral("2001:4860::1"))).isFalse();
    assertThat(all).hasToString("0.0.0.0/0");
  }
}
