package io.onshore.gateway.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInResourceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/transfers/trf_1",
        "/reviews?state=open&kind=FILE_HELD",
        "/audit?from=2026-11-01T00%3A00%3A00Z&actor=sub-clara+c",
        "/trends?until=2026-11-01T00:00:00Z",
      })
  void whoSignsInComesBackToThePageTheyWereOn(String path) {
    assertThat(SignInResource.own(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//elsewhere.example",
        "https://elsewhere.example",
        "/\\elsewhere.example",
        "/a%zz",
        "/a b",
        "/a\nb",
        "/a#b",
        "transfers",
        "",
      })
  void noOtherHostAndNothingOddIsWhereASignInLeads(String path) {
    assertThat(SignInResource.own(path)).isEqualTo("/");
  }

  @Test
  void withoutAPageASignInLeadsToTheStart() {
    assertThat(SignInResource.own(null)).isEqualTo("/");
  }
}
