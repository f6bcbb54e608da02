package io.onshore.gateway.store;

import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.connection.PageVisits;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.directory.People;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.expiry.Alerts;
import io.onshore.gateway.idempotency.Idempotency;
import io.onshore.gateway.proof.Proofs;
import io.onshore.gateway.receipt.Receipts;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.retention.Disposal;
import io.onshore.gateway.retention.LegalHolds;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.setup.PracticeSetUps;
import io.onshore.gateway.stop.Stops;
import io.onshore.gateway.store.audit.JdbcAuditLedger;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.audit.JdbcSignedHeads;
import io.onshore.gateway.store.connection.JdbcGrants;
import io.onshore.gateway.store.connection.JdbcPageVisits;
import io.onshore.gateway.store.consent.JdbcConsentRegister;
import io.onshore.gateway.store.directory.JdbcPeople;
import io.onshore.gateway.store.dossier.JdbcDossiers;
import io.onshore.gateway.store.evidence.JdbcEvidenceStore;
import io.onshore.gateway.store.expiry.JdbcAlerts;
import io.onshore.gateway.store.idempotency.JdbcIdempotency;
import io.onshore.gateway.store.journal.JdbcTransferJournal;
import io.onshore.gateway.store.proof.JdbcProofs;
import io.onshore.gateway.store.receipt.JdbcReceipts;
import io.onshore.gateway.store.retention.JdbcDisposal;
import io.onshore.gateway.store.retention.JdbcLegalHolds;
import io.onshore.gateway.store.review.JdbcReviewCases;
import io.onshore.gateway.store.review.JdbcReviewFigures;
import io.onshore.gateway.store.rules.JdbcKeptTexts;
import io.onshore.gateway.store.rules.JdbcRulesVersions;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SealingException;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.setup.JdbcPracticeSetUps;
import io.onshore.gateway.store.signing.JdbcSigner;
import io.onshore.gateway.store.spool.FileSpool;
import io.onshore.gateway.store.stop.JdbcStops;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.store.webhook.JdbcAuditFeed;
import io.onshore.gateway.store.webhook.JdbcOutbox;
import io.onshore.gateway.store.webhook.JdbcSubscriptions;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.webhook.AuditFeed;
import io.onshore.gateway.webhook.Outbox;
import io.onshore.gateway.webhook.Subscriptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Every port that rests in the database, over one data source. The tables have to be there, see
 * {@link Migrations}. Making one reads nothing. Safe for several threads.
 */
public final class JdbcStore {
  /** Longer than a call, because clocks differ and a stopped process may go on. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final SecretBox box;
  private final JdbcTransferJournal journal;
  private final JdbcAuditTrail trail;
  private final JdbcAuditLedger ledger;
  private final JdbcSignedHeads heads;
  private final JdbcLegalHolds holds;
  private final JdbcDisposal disposal;
  private final JdbcEvidenceStore evidence;
  private final JdbcConsentRegister register;
  private final JdbcDossiers dossiers;
  private final JdbcRulesVersions versions;
  private final JdbcReviewCases cases;
  private final JdbcKeptTexts keptTexts;
  private final JdbcIdempotency idempotency;
  private final JdbcPracticeSetUps setUps;
  private final JdbcStops stops;
  private final JdbcProofs proofs;
  private final JdbcAlerts alerts;
  private final JdbcPeople people;

  /**
   * @param source of H2 or PostgreSQL; its pool closes what is taken from it
   * @param box seals resume tokens, the tokens of accounts, set-ups that were in force, what signs,
   *     and the keys that webhooks are signed with
   */
  public JdbcStore(DataSource source, SecretBox box) {
    this.transactions = new Transactions(source);
    this.box = box;
    this.journal = new JdbcTransferJournal(transactions, box);
    this.trail = new JdbcAuditTrail(transactions);
    this.ledger = new JdbcAuditLedger(transactions);
    this.heads = new JdbcSignedHeads(transactions);
    this.holds = new JdbcLegalHolds(transactions);
    this.disposal = new JdbcDisposal(transactions);
    this.evidence = new JdbcEvidenceStore(transactions);
    this.register = new JdbcConsentRegister(transactions);
    this.dossiers = new JdbcDossiers(transactions);
    this.versions = new JdbcRulesVersions(transactions);
    this.cases = new JdbcReviewCases(transactions);
    this.keptTexts = new JdbcKeptTexts(transactions, box);
    this.idempotency = new JdbcIdempotency(transactions);
    this.setUps = new JdbcPracticeSetUps(transactions, box);
    this.stops = new JdbcStops(transactions);
    this.proofs = new JdbcProofs(transactions);
    this.alerts = new JdbcAlerts(transactions);
    this.people = new JdbcPeople(transactions);
  }

  /**
   * Makes sure that every upload under way can be resumed. Call it at the start, before the engine.
   *
   * @throws SealingException if a key that sealed an open upload is not at hand; the text names the
   *     key's id
   */
  public void requireKeys() {
    List<String> missing =
        journal.keysInUse().stream().filter(key -> !box.keyIds().contains(key)).toList();
    if (!missing.isEmpty()) {
      throw new SealingException(
          "uploads under way are sealed with keys that are not at hand: "
              + String.join(", ", missing)
              + "; add them after the newest key");
    }
  }

  /**
   * Seals anew, under the newest key, what an older key sealed; after that the older keys may go.
   * Call it at the start.
   */
  public Resealed reseal() {
    return journal
        .reseal()
        .and(grants(Clock.systemUTC(), Duration.ZERO).reseal())
        .and(signer(Clock.systemUTC(), Duration.ZERO).reseal())
        .and(setUps.reseal())
        .and(new JdbcSubscriptions(transactions, box).reseal());
  }

  /**
   * Shreds what a crash between the last step of a transfer and its shredding left in the spool.
   * Call it at the start, and now and then. Files of transfers that this database does not know are
   * left alone.
   *
   * @return how many files
   * @throws IOException if the spool cannot be read or cleaned
   */
  public int shredLeftovers(FileSpool spool) throws IOException {
    int shredded = 0;
    for (TransferId held : spool.held()) {
      if (journal.needsNoBytes(held)) {
        spool.shred(held);
        shredded++;
      }
    }
    return shredded;
  }

  public TransferJournal journal() {
    return journal;
  }

  public AuditTrail trail() {
    return trail;
  }

  public AuditLedger ledger() {
    return ledger;
  }

  public SignedHeads heads() {
    return heads;
  }

  public LegalHolds holds() {
    return holds;
  }

  /** The one act that removes audit events. */
  public Disposal disposal() {
    return disposal;
  }

  public EvidenceStore evidence() {
    return evidence;
  }

  public ConsentRegister register() {
    return register;
  }

  public Dossiers dossiers() {
    return dossiers;
  }

  public RulesVersions versions() {
    return versions;
  }

  public ReviewCases cases() {
    return cases;
  }

  public ReviewFigures figures() {
    return new JdbcReviewFigures(transactions);
  }

  public KeptTexts keptTexts() {
    return keptTexts;
  }

  /**
   * The grants of accounts.
   *
   * @param callTimeout the longest call to a provider
   */
  public JdbcGrants grants(Clock clock, Duration callTimeout) {
    return new JdbcGrants(transactions, box, clock, callTimeout.plus(MARGIN));
  }

  /**
   * Signs what the gateway hands out.
   *
   * @param keyLife after which a new key signs
   */
  public JdbcSigner signer(Clock clock, Duration keyLife) {
    return new JdbcSigner(transactions, box, clock, keyLife);
  }

  public Receipts receipts() {
    return new JdbcReceipts(transactions);
  }

  public PageVisits visits() {
    return new JdbcPageVisits(transactions, box);
  }

  public Subscriptions subscriptions() {
    return new JdbcSubscriptions(transactions, box);
  }

  public Outbox outbox() {
    return new JdbcOutbox(transactions, box);
  }

  /** Reads on in the audit trail. */
  public AuditFeed feed() {
    return new JdbcAuditFeed(transactions);
  }

  public Idempotency idempotency() {
    return idempotency;
  }

  public PracticeSetUps setUps() {
    return setUps;
  }

  public Stops stops() {
    return stops;
  }

  public Proofs proofs() {
    return proofs;
  }

  public Alerts alerts() {
    return alerts;
  }

  public People people() {
    return people;
  }
}
