package io.onshore.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.transfer.TransferId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of names that a reader shall not see. */
class RedactionTest {
  private static final TransferId FILE = TransferId.fresh();

  private static AuditPart.Shown detail(String value) {
    return new AuditPart.Shown("detail.assignee", value, "00".repeat(32));
  }

  @Test
  void nothingIsLeftOutUnlessItIsAskedFor() {
    Redaction none = new Redaction(Set.of());
    assertThat(none.person("sub-clara", "sender")).isEqualTo("sub-clara");
    assertThat(none.file(FILE)).isEqualTo(FILE);
    assertThat(none.words("ask sub-clara")).isEqualTo("ask sub-clara");
    assertThat(none.hides(detail("sub-clara"))).isFalse();
  }

  @Test
  void aPersonIsTheSameRoleAndNumberThroughoutAndTheGatewayIsNobody() {
    Redaction redaction = new Redaction(Set.of(Withholding.ACTOR));
    assertThat(redaction.person("sub-clara", "sender")).isEqualTo("sender 1");
    assertThat(redaction.person("sub-cleo", "sender")).isEqualTo("sender 2");
    assertThat(redaction.person("sub-clara", "staff")).isEqualTo("sender 1");
    assertThat(redaction.person("gateway", "staff")).isEqualTo("gateway");
  }

  @Test
  void aNameIsLeftOutOfDetailsAndWordsToo() {
    Redaction redaction = new Redaction(Set.of(Withholding.ACTOR));
    redaction.person("sub-clara", "sender");
    assertThat(redaction.hides(detail("sub-clara"))).isTrue();
    assertThat(redaction.hides(detail("sub-clarabelle"))).isFalse();
    assertThat(redaction.words("ask sub-clara, not sub-clarabelle"))
        .isEqualTo("ask sender 1, not sub-clarabelle");
  }

  @Test
  void whatPeopleWroteIsADetail() {
    Redaction redaction = new Redaction(Set.of(Withholding.DETAIL));
    assertThat(redaction.words("Mrs Example agreed")).isEqualTo("[withheld]");
    assertThat(redaction.hides(detail("anything"))).isTrue();
  }

  @Test
  void filesAndDestinationsBecomeNumbers() {
    Redaction redaction = new Redaction(Set.of(Withholding.TARGET, Withholding.DESTINATION));
    assertThat(redaction.target(FILE.value())).isEqualTo("trf_00000000000000000000000001");
    assertThat(redaction.file(FILE).value()).isEqualTo("trf_00000000000000000000000001");
    assertThat(redaction.destination("box-australia")).isEqualTo("destination-1");
    assertThat(redaction.target("rev_1")).isEqualTo("target-1");
    assertThat(redaction.shape()).isEqualTo("destination target");
  }
}
