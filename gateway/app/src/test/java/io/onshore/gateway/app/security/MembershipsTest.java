package io.onshore.gateway.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Sector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MembershipsTest {
  private static final PracticeId HARBOUR = new PracticeId("harbour");
  private static final PracticeId ISLAND = new PracticeId("island");

  private static Practice practice(PracticeId id) {
    return new Practice(
        id,
        id.value(),
        new JurisdictionId("AU-VIC"),
        Sector.PRIVATE,
        Set.of(),
        Set.of(),
        Map.of(),
        Set.of(),
        Set.of(),
        List.of(),
        0);
  }

  private static SignedIn signedIn(
      List<String> practices, List<String> groups, SetUp.Member... members) {
    SetUp setUp =
        new SetUp(
            Stream.of(HARBOUR, ISLAND)
                .collect(Collectors.toMap(Function.identity(), MembershipsTest::practice)),
            List.of(),
            List.of(members));
    return new Memberships(
            setUp, Map.of("Doctors", "clinician", "Island nurses", "island/clinician"))
        .of(new Memberships.Told("lou", "sub-lou", "Lou", practices, groups, Optional.empty()));
  }

  @Test
  void aRoleOfNoPracticeCountsForEachOfThePersonsPractices() {
    assertThat(signedIn(List.of("harbour", "island"), List.of("auditor")).practices())
        .isEqualTo(Map.of("harbour", Set.of(Role.AUDITOR), "island", Set.of(Role.AUDITOR)));
  }

  @Test
  void aGroupOfAPracticeIsARoleThereAlone() {
    assertThat(
            signedIn(List.of("island"), List.of("/harbour/clinician", "/all/harbour/compliance"))
                .practices())
        .isEqualTo(
            Map.of(
                "harbour", Set.of(Role.CLINICIAN, Role.COMPLIANCE),
                "island", Set.of()));
  }

  @Test
  void whomTheProviderItselfNamesIsNoMemberByTheSetUpAlone() {
    SignedIn both =
        signedIn(
            List.of(),
            List.of("/harbour/clinician"),
            new SetUp.Member("lou", HARBOUR, Set.of(Role.AUDITOR)),
            new SetUp.Member("lou", ISLAND, Set.of(Role.AUDITOR)));
    assertThat(both.memberOf(HARBOUR)).isEmpty();
    assertThat(both.memberOf(ISLAND)).contains("lou");
  }

  @Test
  void otherNamesAreTranslated() {
    assertThat(signedIn(List.of("harbour"), List.of("Doctors", "Island nurses")).practices())
        .isEqualTo(Map.of("harbour", Set.of(Role.CLINICIAN), "island", Set.of(Role.CLINICIAN)));
  }

  @Test
  void whatIsNotSetUpMakesNobodyABelonger() {
    SignedIn stranger =
        signedIn(List.of("elsewhere", "Harbour", ""), List.of("/elsewhere/clinician", "/", "boss"));
    assertThat(stranger.practices()).isEmpty();
    assertThat(stranger.operator()).isFalse();
  }

  @Test
  void membersOfSeveralPracticesHaveTheirRolesInEach() {
    SignedIn locum =
        signedIn(
            List.of(),
            List.of(),
            new SetUp.Member("lou", HARBOUR, Set.of(Role.CLINICIAN)),
            new SetUp.Member(
                "lou", ISLAND, Set.of(Role.COMPLIANCE), Optional.of(new JurisdictionId("NZ"))),
            new SetUp.Member("another", ISLAND, Set.of(Role.PRACTICE_ADMIN)));
    assertThat(locum.practices())
        .isEqualTo(Map.of("harbour", Set.of(Role.CLINICIAN), "island", Set.of(Role.COMPLIANCE)));
    assertThat(locum.jurisdiction()).contains(new JurisdictionId("NZ"));
    assertThat(locum.callerFor("harbour").roles()).containsExactly(Role.CLINICIAN);
  }

  @Test
  void anOperatorBelongsToNoPractice() {
    SignedIn operator = signedIn(List.of(), List.of("operator"));
    assertThat(operator.operator()).isTrue();
    assertThat(operator.practices()).isEmpty();
  }
}
