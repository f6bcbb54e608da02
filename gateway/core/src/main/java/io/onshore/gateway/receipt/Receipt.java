package io.onshore.gateway.receipt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a receipt states, in the names and the order in which it is written. A public format: a
 * component that is added, renamed or understood otherwise makes a new {@link #VERSION}. No file
 * name of a client, and nothing about a patient but a digest.
 *
 * @param receipt the version of this format
 * @param transfer the transfer's id
 * @param practice whose file it is
 * @param sender the subject of the person or program that declared the file
 * @param file what was sent
 * @param patientReferenceDigest see {@link PatientReference}; empty if the client gave none
 * @param destination where it was to be put
 * @param stored what the provider holds
 * @param decision under which decision it was sent
 * @param residency what that decision rested on
 * @param acknowledgements the warnings that people acknowledged, for this file or before
 * @param consents the consents that covered it, by reference
 * @param times when what happened
 * @param issuedAt when the receipt was signed
 */
public record Receipt(
    int receipt,
    String transfer,
    Party practice,
    String sender,
    SentFile file,
    Optional<String> patientReferenceDigest,
    Target destination,
    StoredCopy stored,
    Judgement decision,
    Residency residency,
    List<Acknowledged> acknowledgements,
    List<Consented> consents,
    Times times,
    Instant issuedAt) {
  /** The version of this format. */
  public static final int VERSION = 1;

  /** The {@code typ} of its signature. */
  public static final String TYPE = "onshore-receipt+jws";

  public Receipt {
    acknowledgements = List.copyOf(acknowledgements);
    consents = List.copyOf(consents);
  }

  /**
   * The practice.
   *
   * @param name as it was called when the receipt was signed
   * @param jurisdiction whose law governs it
   */
  public record Party(String id, String name, String jurisdiction) {}

  /**
   * The file, as it was received: sealed.
   *
   * @param envelope the kind of envelope it was recognised as, such as {@code AGE}
   * @param recognised false where it only looks encrypted under a format that the practice
   *     registered
   */
  public record SentFile(
      String sha256, long size, Optional<String> envelope, Optional<Boolean> recognised) {}

  /**
   * The destination.
   *
   * @param name as it was called when the receipt was signed
   */
  public record Target(String id, String name, String provider) {}

  /**
   * The object at the provider.
   *
   * @param id the provider's own
   * @param name made by the gateway
   * @param version the provider's version or entity tag, if it has them
   * @param digests what the provider reports, by algorithm
   * @param proof {@code MATCHED}: the provider's size and digest agree with what was sent; {@code
   *     READ_BACK}: it was read back and its SHA-256 agrees
   */
  public record StoredCopy(
      String id,
      String name,
      Optional<String> version,
      long size,
      Map<String, String> digests,
      String proof) {
    public StoredCopy {
      digests = Map.copyOf(digests);
    }
  }

  /**
   * The decision.
   *
   * @param rulebook the digest of the rules it was made by
   * @param base the digest of everybody's rules under the practice's own
   * @param ownRules the version of the practice's own rules, if it had any
   * @param dryRun whether the file went only because the practice tried the rules out
   */
  public record Judgement(
      String id,
      Instant decidedAt,
      String outcome,
      String action,
      boolean dryRun,
      String rulebook,
      String base,
      Optional<Integer> ownRules,
      List<Found> findings) {
    public Judgement {
      findings = List.copyOf(findings);
    }
  }

  /** What one rule had to say. */
  public record Found(String rule, String severity, String text) {}

  /**
   * Where the file rests, and how that is known.
   *
   * @param grade of the weakest proof of where the files and their copies rest
   * @param places the ISO codes that the decision counted with, by class of data; {@code ZZ} is
   *     unknown; {@code GATEWAY} is where the gateway itself is, {@code KEYS} where the keys are
   * @param statements each statement that counted
   * @param answeredAt when the provider was last asked before the decision, if it ever was
   * @param answers what it was asked then, with the SHA-256 of each answer; without one where it
   *     refused to tell
   */
  public record Residency(
      String grade,
      Map<String, List<String>> places,
      List<Statement> statements,
      Optional<Instant> answeredAt,
      List<Answer> answers) {
    public Residency {
      places = Map.copyOf(places);
      statements = List.copyOf(statements);
      answers = List.copyOf(answers);
    }
  }

  /**
   * One statement about where one class of data is.
   *
   * @param source where it stands, such as a field of the provider's API
   * @param label the source's own word; empty text if it has none
   */
  public record Statement(
      String about,
      List<String> places,
      String grade,
      LocalDate observedOn,
      Optional<LocalDate> validUntil,
      String source,
      String label) {
    public Statement {
      places = List.copyOf(places);
    }
  }

  /** A provider's answer by the digest of its text. */
  public record Answer(String call, Optional<String> sha256) {}

  /**
   * Warnings that a person acknowledged.
   *
   * @param by the subject of who did
   * @param at empty if the sender had acknowledged them before, for another file
   */
  public record Acknowledged(
      List<String> findings, String by, Optional<Instant> at, Optional<String> reasonCode) {
    public Acknowledged {
      findings = List.copyOf(findings);
    }
  }

  /** A consent by reference. */
  public record Consented(String id, String kind, String scope, String by, Instant at) {}

  /** When what happened; empty where an older gateway did not write it down. */
  public record Times(
      Instant declaredAt,
      Optional<Instant> receivedAt,
      Optional<Instant> storedAt,
      Optional<Instant> verifiedAt) {}
}
