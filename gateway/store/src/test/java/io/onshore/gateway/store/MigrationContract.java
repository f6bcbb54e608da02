package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.store.json.Golden;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal.KeptDecision;
import io.onshore.policy.ConsentOnFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database that an older version filled, on every database. */
abstract class MigrationContract extends ResidencyContract {
  private static final TransferId TRANSFER = new TransferId("trf_01m81hj2hnvp95xgctnkbgvfs1");
  private static final TransferId OTHERS = new TransferId("trf_01m81hj2hnvp95xgctnkbgvfs9");
  private static final String DECISION = "dec_01m81hj2hnvp95xgctnkbgvfs2";
  private static final String AT = "TIMESTAMP WITH TIME ZONE '2026-11-22 03:04:05.123456+00:00'";

  private void startAsOfVersion2() throws SQLException {
    String product;
    try (Connection connection = source.getConnection()) {
      product = connection.getMetaData().getDatabaseProductName();
    }
    Flyway older =
        Flyway.configure()
            .dataSource(source)
            .locations("classpath:db/" + product.toLowerCase(Locale.ROOT))
            .target("2")
            .cleanDisabled(false)
            .load();
    older.clean();
    older.migrate();
    assertThat(older.info().current().getVersion().getVersion()).isEqualTo("2");
  }

  private void insertOldTransfer(TransferId id, String practice) {
    String decision = id.equals(TRANSFER) ? DECISION : "dec_01m81hj2hnvp95xgctnkbgvfs8";
    execute(
        """
        INSERT INTO decision (id, practice_id, transfer_id, decided_at, outcome, rulebook, body)
        VALUES ('%s', '%s', '%s', %s, 'HOLD', 'sha256:1234', '%s')
        """
            .formatted(decision, practice, id, AT, Golden.text("decision-v1.json")));
    execute(
        """
        INSERT INTO transfer
          (id, practice_id, destination, provider, declared_by, size, patient_law,
           patient_reference, tags, decision_id, state, state_data, received, sent, digests, seal,
           cancel_requested, created_at, updated_at, version)
        VALUES ('%s', '%s', 'box-sydney', 'box', 'auth0|nurse-17', 9, 'NO', 'case:1', '["ehr"]',
          '%s', 'HELD', '{}', 9, 0, '[]', '%s', FALSE, %s, %s, 2)
        """
            .formatted(id, practice, decision, Golden.text("seal-v1.json"), AT, AT));
  }

  private void insertOldConsent(TransferId transfer, String practice) {
    execute(
        """
        INSERT INTO consent (practice_id, transfer_id, recorded_at, reference, body)
        VALUES ('%s', '%s', %s, 'p. 1', '{"kind":"GDPR_49","statements":["told"],\
        "scope":"RECIPIENT_PURPOSE","givenOn":null,"expiresOn":"2027-11-01","withdrawnOn":null}')
        """
            .formatted(practice, transfer, AT));
  }

  private void insertOldEvent(int number, AuditType type, String actor) {
    execute(
        """
        INSERT INTO audit_event
          (practice_id, number, happened_at, event_type, actor, target, detail)
        VALUES ('harbour-dermatology', %d, %s, '%s', '%s', '%s', '{}')
        """
            .formatted(number, AT, type, actor, TRANSFER));
  }

  @Test
  void readsWhatAnOlderVersionKept() throws Exception {
    startAsOfVersion2();
    String ours = Samples.PRACTICE.value();
    insertOldTransfer(TRANSFER, ours);
    insertOldTransfer(OTHERS, Samples.OTHER.value());
    insertOldConsent(OTHERS, Samples.OTHER.value());
    insertOldConsent(TRANSFER, ours);
    insertOldEvent(1, AuditType.TRANSFER_DECLARED, "auth0|nurse-1");
    insertOldEvent(2, AuditType.CONSENT_RECORDED, "auth0|nurse-2");
    execute("INSERT INTO audit_head (practice_id, newest) VALUES ('harbour-dermatology', 2)");
    execute(
        """
        INSERT INTO acknowledgement
          (practice_id, person, destination, rulebook, findings, reason_code, reason,
           acknowledged_at, expires_at)
        VALUES ('harbour-dermatology', 'nurse', 'box-sydney', 'sha256:1234', '["AU-APP8"]', 'X', '',
          %s, TIMESTAMP WITH TIME ZONE '2099-01-01 00:00:00+00:00')
        """
            .formatted(AT));
    execute(
        """
        INSERT INTO evidence (practice_id, destination, observed_at, body)
        VALUES ('harbour-dermatology', 'box-sydney', %s, '%s')
        """
            .formatted(AT, Golden.text("evidence-v1.json")));

    Migrations.run(source);
    store = new JdbcStore(source, box());
    journal = store.journal();

    assertTrailIsSealed();
    assertTransferIsRead();
    assertConsentsAreRead();
    ResidencyEvidence evidence =
        store.evidence().newest(Samples.PRACTICE, Samples.DESTINATION).orElseThrow();
    assertThat(evidence.identity()).isEqualTo(DestinationIdentity.UNTOLD);
    assertThat(store.evidence().newest(Samples.PRACTICE))
        .containsOnlyKeys(Samples.DESTINATION)
        .containsValue(evidence);
    assertThat(store.register().acknowledged(Samples.PRACTICE, "nurse", Samples.NOW))
        .as("the person acknowledges once more")
        .isEmpty();
    assertThat(one("SELECT count(*) FROM acknowledgement")).isEqualTo(1);
  }

  private void assertTrailIsSealed() {
    List<ChainedEvent> links = store.ledger().from(Samples.PRACTICE, 1, 9);
    assertThat(links.stream().map(ChainedEvent::type))
        .containsExactly("TRANSFER_DECLARED", "CONSENT_RECORDED", "TRAIL_SEALED");
    assertThat(links.getLast().shown("detail.last"))
        .as("from where on it was sealed later")
        .contains("2");
    assertThat(links.getFirst().shown("destination")).contains(Samples.DESTINATION.value());
    AuditVerification verification =
        new AuditVerification(store.ledger(), store.heads(), ignored -> true, Clock.systemUTC());
    assertThat(verification.verify(Samples.PRACTICE).fault()).isEmpty();
    execute("UPDATE audit_event SET actor = 'x' WHERE number = 1");
    assertThat(verification.verify(Samples.PRACTICE).fault())
        .contains(new ChainFault(ChainFault.Kind.EDITED, 1));
  }

  private void assertTransferIsRead() {
    Transfer transfer = journal.find(Samples.PRACTICE, TRANSFER).orElseThrow();
    assertThat(transfer.seal())
        .contains(new Transfer.Seal("OPENPGP", true, "an OpenPGP message", Set.of()));
    DecisionRecord decision = transfer.decision();
    assertThat(decision.base()).isEqualTo("sha256:1234");
    assertThat(journal.waitingAt(Samples.PRACTICE, Samples.DESTINATION)).containsExactly(transfer);
    assertThat(journal.decisions(Samples.PRACTICE, Instant.EPOCH, Optional.empty(), 9))
        .containsExactly(new KeptDecision(TRANSFER, decision));
  }

  private void assertConsentsAreRead() {
    RecordedConsent consent =
        new RecordedConsent(
            "cns_00000000000000000000000002",
            Samples.PRACTICE,
            TRANSFER,
            Samples.DESTINATION,
            Optional.of("case:1"),
            new ConsentOnFile(
                "GDPR_49",
                Set.of("told"),
                ConsentOnFile.Scope.RECIPIENT_PURPOSE,
                Optional.empty(),
                Optional.of(LocalDate.parse("2027-11-01")),
                Optional.empty()),
            "p. 1",
            "auth0|nurse-2",
            Samples.NOW);
    assertThat(store.register().consent(Samples.PRACTICE, consent.id())).contains(consent);
    assertThat(
            store
                .register()
                .covering(
                    Samples.PRACTICE,
                    TransferId.fresh(),
                    Samples.DESTINATION,
                    Optional.of("case:1")))
        .containsExactly(consent);
    List<RecordedConsent> theirs =
        store.register().covering(Samples.OTHER, OTHERS, Samples.DESTINATION, Optional.empty());
    assertThat(theirs.stream().map(RecordedConsent::recordedBy))
        .as("nobody wrote down who recorded it")
        .containsExactly("");
    assertThat(
            store
                .register()
                .withdraw(
                    Samples.PRACTICE,
                    consent.id(),
                    LocalDate.parse("2026-11-23"),
                    Samples.event(Samples.PRACTICE, AuditType.CONSENT_WITHDRAWN, consent.id())))
        .isTrue();
    assertThat(store.register().consent(Samples.PRACTICE, consent.id()))
        .contains(consent.withdrawn(LocalDate.parse("2026-11-23")));
  }
}
