package io.onshore.gateway.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The host in the address of a key. */
class KeyAddressTest {
  private static final String[] PIECES = {
    "https://",
    "HTTPS://",
    "https:",
    "http://",
    "//",
    "/",
    "\\",
    "?",
    "#",
    "@",
    ":",
    "443",
    "[",
    "]",
    "::",
    "::1",
    "a",
    "keys.example",
    "Other.Example",
    ".",
    "-",
    "_",
    "%2e",
    "%",
    "127.0.0.1",
    "0x7f",
    "1",
    " ",
    "\t",
    "\n",
    "\0",
    "\u00e4",
    "\u3002",
    "\u017f",
    "\ud83d",
    "user:pass@",
    ";",
    "[2001:db8::1]",
    "*",
    "|"
  };

  @ParameterizedTest
  @CsvSource({
    "https://keys.example.au, keys.example.au",
    "HTTPS://KEYS.Example.AU/Path, keys.example.au",
    "https://keys.example.au?query, keys.example.au",
    "https://keys.example.au#part, keys.example.au",
    "https://keys.example.au:8443/, keys.example.au",
    "https://keys.example.au:/, keys.example.au",
    "https://user@keys.example.au, keys.example.au",
    "https://user:p%40ss@keys.example.au:1/, keys.example.au",
    "https://@keys.example.au, keys.example.au",
    "https://keys.example.au/@other.example, keys.example.au",
    "https://keys.example.au?@other.example, keys.example.au",
    "https://keys.example.au., keys.example.au",
    "https://localhost/, localhost",
    "https://xn--schlssel-95a.example/, xn--schlssel-95a.example",
    "https://1and1.example/, 1and1.example",
    // IP addresses stay as they are.
    "https://192.0.2.7:443/, 192.0.2.7",
    "https://[2001:DB8::1]:443/, [2001:db8::1]",
    "https://[::]/, [::]",
    "https://[1:2:3:4:5:6:7:8]/, [1:2:3:4:5:6:7:8]",
    "https://[1:2:3:4:5:6:7::]/, [1:2:3:4:5:6:7::]",
    "https://[::ffff:192.0.2.7]/, [::ffff:192.0.2.7]",
    "https://[1:2:3:4:5:6:192.0.2.7]/, [1:2:3:4:5:6:192.0.2.7]",
  })
  void tellsTheHostInLowerCase(String address, String host) {
    assertThat(KeyAddress.server(address)).isEqualTo(host);
    assertThat(KeyAddress.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https",
        "https:",
        "https:/keys.example",
        "https:keys.example",
        "https://",
        "https:///keys.example",
        "https://:443",
        "https://user@",
        "http://keys.example",
        "httpss://keys.example",
        "http\u017f://keys.example",
        " https://keys.example",
        "https://keys.example ",
        "https://keys.example\n",
        "https://keys.example/a b",
        "https://a@b@keys.example",
        "https://keys.example\\@other.example",
        "https://keys.example\\.other.example",
        "https://keys%2eexample/",
        "https://keys\u3002example/",
        "https://schl\u00fcssel.example/",
        "https://keys_1.example/",
        "https://-keys.example/",
        "https://keys-.example/",
        "https://keys..example/",
        "https://.example/",
        "https://./",
        "https://keys.example../",
        "https://keys.example:443443/",
        "https://keys.example:port/",
        "https://keys.example:1:2/",
        // Nearly IP addresses.
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://keys.0x7f/",
        "https://127.0.0.256/",
        "https://127.0.0.01/",
        "https://1.2.3.4.5/",
        "https://keys.example.1/",
        "https://[]/",
        "https://[:]/",
        "https://[:::]/",
        "https://[::1/",
        "https://::1/",
        "https://[::1]x/",
        "https://[1:2:3:4:5:6:7]/",
        "https://[1:2:3:4:5:6:7:8:9]/",
        "https://[1:2:3:4:5:6:7:8::]/",
        "https://[1::2::3]/",
        "https://[:1:2:3:4:5:6:7]/",
        "https://[12345::]/",
        "https://[1.2.3.4::]/",
        "https://[192.0.2.7]/",
        "https://[fe80::1%25eth0]/",
        "https://[v1.a]/",
      })
  void doesNotGuessWhatIsNotWrittenStrictly(String address) {
    assertThat(KeyAddress.server(address)).isEqualTo(Inspection.Sealed.UNKNOWN_SERVER);
  }

  @Test
  void keepsToTheLengthsOfHostNames() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(KeyAddress.server("https://" + longest)).isEqualTo(longest).hasSize(253);
    assertThat(KeyAddress.server("https://" + longest + "a")).isEqualTo("?");
    assertThat(KeyAddress.server("https://a" + label + ".example")).isEqualTo("?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.", "a:", "a@", "[", "%", "/", "-", "1.", "::"})
  void answersQuicklyWhateverItsLength(String piece) {
    String hostile = "https://" + piece.repeat(100_000);
    assertThat(KeyAddress.server(hostile)).isEqualTo("?");
    assertThat(KeyAddress.server("https://[" + piece.repeat(100_000) + "]")).isEqualTo("?");
  }

  /** An independent reader of addresses never sees another host than we tell. */
  @Test
  void neverTellsAnotherHostThanAnotherReaderSees() {
    Random random = new Random(20_261_123);
    int told = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder address = new StringBuilder(random.nextInt(8) == 0 ? "" : "https://");
      int count = 1 + random.nextInt(6);
      for (int i = 0; i < count; i++) {
        address.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String server = KeyAddress.server(address.toString());
      if (!server.equals(Inspection.Sealed.UNKNOWN_SERVER)) {
        told++;
        assertThat(KeyAddress.isHost(server)).as("%s", address).isTrue();
        Optional<String> seen = host(address.toString());
        if (seen.isPresent()) {
          assertThat(server).as("%s", address).isEqualTo(seen.get());
        }
      }
    }
    assertThat(told).isGreaterThan(5_000);
  }

  private static Optional<String> host(String address) {
    try {
      return Optional.ofNullable(new URI(address).getHost())
          .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""));
    } catch (URISyntaxException notAnAddress) {
      throw new AssertionError("we told the host of `" + address + "`", notAnAddress);
    }
  }
}
