package io.onshore.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which spellings of addresses are taken. */
class CalledAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ehr.clinic.example/hooks/onshore?key=1",
        "HTTPS://EHR.CLINIC.EXAMPLE:8443",
        "http://10.0.0.1:8080/",
        "https://255.249.199.99/",
        "https://[2001:4860::1]/x",
        "https://a1b2.example.",
        "https://3com.example/"
      })
  void plainAddressesAreTaken(String text) {
    assertThat(CalledAddress.of(text).uri()).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ehr.clinic.example",
        "//ehr.clinic.example/",
        "ftp://ehr.clinic.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:70/",
        "https:///hooks",
        "https://user@ehr.clinic.example/",
        "https://user:word@ehr.clinic.example/",
        "https://public.example@127.0.0.1/",
        "https://ehr.clinic.example/#top",
        "https://ehr.clinic.example:99999/",
        "https://ehr clinic.example/",
        "https://ehr.clinic.example\\@127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://017700000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.1/",
        "https://127.0.0.01/",
        "https://256.0.0.1/",
        "https://1.2.3.4.5/",
        "https://127.0.0.1./",
        "https://[::1/",
        "https://①②⑦.⓪.⓪.①/",
        "https://%31%32%37.0.0.1/"
      })
  void everythingElseIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> CalledAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a web address is needed: ")
        .hasNoCause()
        .satisfies(
            refused ->
                assertThat(String.valueOf(refused.getMessage()))
                    .doesNotContain("ehr", "127", "0x7f"));
  }

  @Test
  void aLongOneIsRefused() {
    assertThatThrownBy(() -> CalledAddress.of("https://ehr.example/" + "x".repeat(2_000)))
        .hasMessageContaining("2000");
  }

  @Test
  void itsTextTellsNothing() {
    assertThat(CalledAddress.of("https://ehr.example/hooks/secret-word"))
        .hasToString("CalledAddress");
  }
}
