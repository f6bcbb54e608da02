package io.onshore.gateway.envelope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** An inspection has no way to open what it inspects. */
class NoKeyTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.onshore.gateway.envelope");

  @Test
  void usesNoCryptographyAtAll() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "javax.crypto..",
            "java.security..",
            "org.bouncycastle..",
            "com.exceptionfactory..",
            "com.nimbusds..",
            "sun.security..")
        .because("a type that could open an envelope has no place here")
        .check(OURS);
  }

  @Test
  void usesNothingButTheJdkAndTheNamingOfFiles() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.onshore.gateway.envelope",
            "java.lang..",
            "java.io",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "java.util.zip",
            "java.nio..",
            "org.apache.tika..",
            "org.jspecify.annotations")
        .because("every further dependency would have to be read for hidden keys")
        .check(OURS);
  }

  @Test
  void writesNothing() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.nio\\.file\\..*|java\\.io\\.(File|RandomAccess).*")
        .because("clinical content must not be left in a temporary file")
        .check(OURS);
  }
}
