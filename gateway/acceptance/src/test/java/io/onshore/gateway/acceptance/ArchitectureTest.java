package io.onshore.gateway.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.onshore.connector.residency.Observation;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.retention.Disposal;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Place;
import io.onshore.policy.Situation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The arrows that must never exist, one rule each. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.onshore");

  @Test
  void everyRoomIsSeenByTheseRules() {
    for (String room :
        new String[] {
          "io.onshore.connector",
          "io.onshore.connector.toolkit.http",
          "io.onshore.connector.box",
          "io.onshore.connector.dropbox",
          "io.onshore.connector.folder",
          "io.onshore.connector.googledrive",
          "io.onshore.connector.onedrive",
          "io.onshore.policy",
          "io.onshore.policy.rulebook",
          "io.onshore.gateway.envelope",
          "io.onshore.gateway.connection",
          "io.onshore.gateway.transfer",
          "io.onshore.gateway.store",
          "io.onshore.gateway.verifier",
          "io.onshore.gateway.app.rest"
        }) {
      classes()
          .that()
          .resideInAPackage(room)
          .should()
          .bePublic()
          .orShould()
          .notBePublic()
          .check(ALL);
    }
  }

  @Test
  void policyKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.policy..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.onshore..").and(not(resideInAPackage("io.onshore.policy.."))))
        .check(ALL);
  }

  @Test
  void decidingUsesNothingButTheLanguage() {
    classes()
        .that()
        .resideInAPackage("io.onshore.policy")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.onshore.policy",
                "java.lang..",
                "java.util..",
                "java.time..",
                "java.nio",
                "java.nio.charset",
                "java.security",
                "org.jspecify.annotations"))
        .check(ALL);
  }

  @Test
  void decidingReadsNoClock() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.policy")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(ALL);
  }

  @Test
  void connectorsKnowNeitherPolicyNorGatewayNorQuarkus() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.connector..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.onshore.policy..", "io.onshore.gateway..", "io.quarkus..")
        .check(ALL);
  }

  /** The connectors, and where the classes of their vendors' SDKs lie. */
  private static final Map<String, Optional<String>> CONNECTORS =
      Map.of(
          "io.onshore.connector.folder..", Optional.empty(),
          "io.onshore.connector.box..", Optional.of("com.box.."),
          "io.onshore.connector.dropbox..", Optional.of("com.dropbox.."),
          "io.onshore.connector.googledrive..", Optional.of("com.google.api.."),
          "io.onshore.connector.onedrive..", Optional.of("com.microsoft.."));

  private static String[] connectorsBut(String one) {
    return CONNECTORS.keySet().stream().filter(each -> !each.equals(one)).toArray(String[]::new);
  }

  @Test
  void noConnectorKnowsAnother() {
    for (String connector : CONNECTORS.keySet()) {
      noClasses()
          .that()
          .resideInAPackage(connector)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(connectorsBut(connector))
          .check(ALL);
    }
  }

  @Test
  void aVendorsSdkStaysInItsModule() {
    CONNECTORS.forEach(
        (connector, sdk) ->
            sdk.ifPresent(
                packages ->
                    noClasses()
                        .that()
                        .resideOutsideOfPackage(connector)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(packages)
                        .check(ALL)));
  }

  @Test
  void onlyTheFailuresAndTheWayOutSeeAnSdksExceptions() {
    CONNECTORS.forEach(
        (connector, sdk) ->
            sdk.ifPresent(
                packages ->
                    noClasses()
                        .that()
                        .resideInAPackage(connector)
                        .and()
                        .haveNameNotMatching(".*(Failures|Api|Requests)(\\$.*)?")
                        .should()
                        .dependOnClassesThat(
                            resideInAPackage(packages).and(assignableTo(Throwable.class)))
                        .check(ALL)));
  }

  @Test
  void theGatewayNamesNoConnector() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.onshore.connector.box..",
            "io.onshore.connector.dropbox..",
            "io.onshore.connector.folder..",
            "io.onshore.connector.googledrive..",
            "io.onshore.connector.onedrive..",
            "io.onshore.connector.simulator..",
            "io.onshore.connector.testkit..")
        .check(ALL);
  }

  @Test
  void theCoreKnowsNeitherFrameworkNorDatabase() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway..")
        .and()
        .resideOutsideOfPackages("io.onshore.gateway.app..", "io.onshore.gateway.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "jakarta..",
            "java.sql..",
            "javax.sql..",
            "io.onshore.gateway.store..",
            "io.onshore.gateway.app..",
            "com.fasterxml..")
        .check(ALL);
  }

  @Test
  void theStoreKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "jakarta..", "io.onshore.gateway.app..")
        .check(ALL);
  }

  /**
   * An auditor reads it and runs it: the language, the chain's form, and what checks signatures.
   */
  @Test
  void theVerifierNeedsNoGateway() {
    classes()
        .that()
        .resideInAPackage("io.onshore.gateway.verifier..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.onshore.gateway.verifier..",
                "io.onshore.gateway.audit",
                "io.onshore.gateway.practice",
                "io.onshore.gateway.receipt",
                "java.io",
                "java.lang..",
                "java.nio..",
                "java.security..",
                "java.time..",
                "java.util..",
                "org.jose4j..",
                "org.jspecify.annotations"))
        .check(ALL);
  }

  @Test
  void signaturesAreMadeAndCheckedInTheirRoomsOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway..")
        .and()
        .resideOutsideOfPackages(
            "io.onshore.gateway.store.signing..",
            "io.onshore.gateway.store.audit..",
            "io.onshore.gateway.verifier..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jose4j..")
        .check(ALL);
  }

  @Test
  void httpReachesNeitherStoreNorConnector() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway.app.rest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.onshore.gateway.store..", "java.sql..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.onshore.connector.Connector")
        .check(ALL);
  }

  @Test
  void reactiveTypesStayInTheApp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.onshore.gateway.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.smallrye.mutiny..", "io.vertx..", "java.util.concurrent.Flow..")
        .check(ALL);
  }

  @Test
  void nothingAtTheGatewayCanOpenAnEnvelope() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway..")
        .and()
        .resideOutsideOfPackage("io.onshore.gateway.store.secret..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javax.crypto..", "com.google.crypto..", "org.bouncycastle..", "com.exceptionfactory..")
        .check(ALL);
  }

  @Test
  void theGatewayCallsAddressesThatOthersChoseByOneWay() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway..")
        .and()
        .resideOutsideOfPackage("io.onshore.gateway.egress..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway.webhook..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..")
        .orShould()
        .callMethod(java.net.URI.class, "toURL")
        .check(ALL);
  }

  @Test
  void theAuditTrailOnlyGrows() {
    methods()
        .that()
        .areDeclaredIn(AuditTrail.class)
        .or()
        .areDeclaredIn(AuditLedger.class)
        .or()
        .areDeclaredIn(SignedHeads.class)
        .should()
        .haveNameNotMatching(".*(update|delete|remove|change|edit|purge|clear).*")
        .check(ALL);
  }

  @Test
  void auditEventsAreDisposedOfInOneWay() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.onshore.gateway.retention..",
            "io.onshore.gateway.store.retention..",
            "io.onshore.gateway.app.wiring..")
        .and()
        .doNotHaveFullyQualifiedName("io.onshore.gateway.store.JdbcStore")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Disposal.class)
        .check(ALL);
  }

  /** Others may show or compare what a provider said; none may turn it into what policy asks. */
  @Test
  void translationOfEvidenceHasOnePlace() {
    noClasses()
        .that()
        .resideInAPackage("io.onshore.gateway..")
        .and()
        .haveSimpleNameNotStartingWith("EvidenceToFacts")
        .and()
        .resideOutsideOfPackage("io.onshore.gateway.store..")
        .and(
            describe(
                "read what a provider observed",
                each ->
                    each.getDirectDependenciesFromSelf().stream()
                        .anyMatch(used -> used.getTargetClass().isEquivalentTo(Observation.class))))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Place.class, DataClass.class, EvidenceGrade.class, EvidenceLine.class, Situation.class)
        .check(ALL);
  }

  @Test
  void namesSayWhatAThingIsAbout() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .check(ALL);
  }

  @Test
  void nobodyPrintsButCommands() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Main")
        .and()
        .haveSimpleNameNotEndingWith("Command")
        .and()
        .resideOutsideOfPackage("io.onshore.connector.testkit..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ALL);
  }

  @Test
  void connectorsNeverSleep() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.onshore.connector.folder..",
            "io.onshore.connector.onedrive..",
            "io.onshore.connector.toolkit..")
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
        .check(ALL);
  }
}
