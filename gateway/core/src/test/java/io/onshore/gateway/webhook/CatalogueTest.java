package io.onshore.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told. */
class CatalogueTest {
  @ParameterizedTest
  @EnumSource(AuditType.class)
  void eachKindOfAuditEventIsEitherToldOrDeliberatelyNot(AuditType kind) {
    assertThat(Catalogue.topic(kind.name()).isPresent())
        .as("%s stands in one of the catalogue's two lists", kind)
        .isNotEqualTo(Catalogue.NOT_TOLD.contains(kind));
  }

  @Test
  void aKindThatOnlyANewerGatewayKnowsIsNotTold() {
    assertThat(Catalogue.topic("PATIENT_TELEPHONED")).isEmpty();
  }

  @Test
  void typesAreWordsUnderOurNameAndEachStandsForOneKind() {
    List<String> types = Catalogue.types();
    assertThat(types)
        .contains("io.onshore.transfer.verified", "io.onshore.case.opened")
        .doesNotHaveDuplicates()
        .allMatch(type -> type.matches("io\\.onshore\\.[a-z]+\\.[a-z-]+"))
        .doesNotContain(Topic.PING.type());
  }

  @Test
  void whatItIsAboutIsReadUnderItsOwnPath() {
    assertThat(About.TRANSFER.path("trf_1")).contains("/api/v1/transfers/trf_1");
    assertThat(About.CONNECTION.path("own account/50%"))
        .contains("/api/v1/connections/own%20account%2F50%25");
    assertThat(About.RULES.path("rules-3")).contains("/api/v1/policy/rules");
    assertThat(About.REFUSED_TRANSFER.path("trf_1")).isEmpty();
  }
}
