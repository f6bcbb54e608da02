package io.onshore.connector.testkit;

import static io.onshore.connector.ConnectorCard.Power.DISCARD;
import static io.onshore.connector.ConnectorCard.Power.READ_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorCard;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Failure;
import io.onshore.connector.Limits;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.credential.GrantLife;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Cases about who it is and how it is set up. */
abstract class IdentityAndSettingsCases extends Cases {
  /** The simple name of the connector's contract test. */
  abstract String contractName();

  @Test
  void contractTestIsNamedAfterItsConnector() {
    String provider = harness().factory().provider().value().replace("-", "");
    assertThat(contractName())
        .startsWithIgnoringCase(provider)
        .endsWithIgnoringCase("ConnectorContractTest");
  }

  @Test
  void factoryIsFoundByServiceLoader() throws Exception {
    ConnectorFactory factory = harness().factory();
    List<? extends Class<?>> found =
        ServiceLoader.load(ConnectorFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.provider().equals(factory.provider()))
            .map(Object::getClass)
            .toList();
    assertThat(found).singleElement().isEqualTo(factory.getClass());
    assertThat(factory.card().provider()).isEqualTo(factory.provider());
    assertThat(connector().provider()).isEqualTo(factory.provider());
  }

  @Test
  void everySettingHasHelpAndSecretsAreMarked() {
    List<SettingSpec> specs = harness().factory().settings();
    assertThat(specs).extracting(SettingSpec::name).doesNotHaveDuplicates();
    assertThat(specs)
        .allSatisfy(
            spec -> assertThat(spec.help()).as(spec.name()).hasSizeGreaterThan(20).endsWith("."));
    for (SettingSpec spec : specs) {
      Optional<String> value = harness().settings().get(spec);
      if (value.isPresent()) {
        assertThat(harness().secrets().contains(value.get()))
            .as("`%s` holds a secret", spec.name())
            .isEqualTo(spec.secret());
      }
    }
    assertThat(specs.stream().noneMatch(SettingSpec::secret))
        .as("has no secret setting")
        .isEqualTo(has(Trait.NO_CREDENTIALS));
  }

  @Test
  void missingRequiredSettingIsNamedBeforeAnyCall() {
    for (SettingSpec spec : harness().factory().settings()) {
      if (spec.required()) {
        ConnectorException thrown =
            failureOf(
                () ->
                    harness()
                        .factory()
                        .open(
                            harness().settings().without(spec.name()),
                            ConnectorContract.context(harness())));
        assertThat(thrown.failure()).isEqualTo(Failure.permanent(Failure.Kind.MISCONFIGURED));
        assertThat(thrown).hasMessageContaining("`" + spec.name() + "`");
      }
    }
    assertThat(harness().requests()).isEmpty();
  }

  @Test
  void secretsNeverAppearInToStringLogsOrExceptions() throws Exception {
    byte[] content = severalParts(5);
    StringBuilder told = new StringBuilder();
    String token;
    try (Overheard overheard = Overheard.start()) {
      Connector connector = connector();
      UploadSession session = begin(NAME, content);
      token = session.token().reveal();
      session.send(parts(session, content).getFirst());
      told.append(connector).append(session).append(session.token());
      told.append(harness().factory()).append(harness().settings());
      for (Fault fault : List.of(Fault.OUTAGE, Fault.FORBIDDEN, Fault.UNCLASSIFIED)) {
        harness().failNext(fault);
        told.append(Overheard.text(failureOf(session::confirmed)));
        harness().failNext(fault);
        told.append(Overheard.text(failureOf(() -> connector.find(NAME, harness().destination()))));
      }
      harness().expireSession();
      told.append(Overheard.text(failureOf(session::confirmed)));
      if (!has(Trait.NO_CREDENTIALS)) {
        harness().revokeCredentials();
        told.append(Overheard.text(failureOf(() -> connector.check(harness().destination()))));
      }
      told.append(overheard.heard());
    }
    assertThat(told.toString()).doesNotContain(token);
    for (String secret : harness().secrets()) {
      assertThat(told.toString()).doesNotContain(secret);
    }
  }

  @Test
  void limitsMatchTheFactSheet() throws Exception {
    FactSheet sheet = FactSheet.of(harness().factory());
    Limits facts = sheet.limits();
    assertThat(harness().factory().card().limits()).isEqualTo(facts);
    assertThat(harness().smallUploadThreshold()).isEqualTo(sheet.oneRequestUpTo());
    Limits account = connector().limits();
    assertThat(account.maxBytes()).isPositive().isLessThanOrEqualTo(facts.maxBytes());
    assertThat(account.maxNameLength()).isPositive().isLessThanOrEqualTo(facts.maxNameLength());
    assertThat(account.digests()).isEqualTo(facts.digests());
  }

  @Test
  void factSheetSaysWhatTheCardSays() throws Exception {
    ConnectorCard card = harness().factory().card();
    FactSheet sheet = FactSheet.of(harness().factory());
    assertThat(sheet.provider()).isEqualTo(card.provider());
    assertThat(sheet.title()).isEqualTo(card.title());
    assertThat(sheet.partRule()).isEqualTo(card.partRule());
    assertThat(sheet.sessionLife()).isEqualTo(card.sessionLife());
    assertThat(sheet.grantLife()).isEqualTo(harness().factory().grantLife().map(GrantLife::unused));
    assertThat(sheet.powers()).isEqualTo(card.powers());
    assertThat(sheet.aspects()).isEqualTo(card.evidence());
    assertThat(sheet.scopes()).isEqualTo(card.scopes());
    assertThat(sheet.sources()).as("where the facts are from").isNotEmpty();
    assertThat(connector().readBack().isPresent()).isEqualTo(sheet.powers().contains(READ_BACK));
    assertThat(connector().discard().isPresent()).isEqualTo(sheet.powers().contains(DISCARD));
  }

  @Test
  void closedConnectorRefusesFurtherCalls() throws Exception {
    byte[] content = severalParts(7);
    Connector connector = connector();
    UploadSession session = begin(NAME, content);
    connector.close();
    connector.close();
    failureOf(Failure.Kind.CLOSED, () -> connector.check(harness().destination()));
    failureOf(
        Failure.Kind.CLOSED,
        () ->
            connector.begin(
                new UploadRequest(harness().destination(), OTHER_NAME, content.length)));
    failureOf(Failure.Kind.CLOSED, () -> connector.resume(session.token()));
    failureOf(Failure.Kind.CLOSED, () -> connector.find(NAME, harness().destination()));
    failureOf(Failure.Kind.CLOSED, () -> connector.probeResidency(harness().destination()));
    failureOf(Failure.Kind.CLOSED, session::confirmed);
    failureOf(Failure.Kind.CLOSED, () -> session.send(parts(session, content).getFirst()));
    failureOf(Failure.Kind.CLOSED, () -> session.commit(digests(content)));
    failureOf(Failure.Kind.CLOSED, session::abandon);
  }
}
