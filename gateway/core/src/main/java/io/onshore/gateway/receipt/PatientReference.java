package io.onshore.gateway.receipt;

import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import java.nio.charset.StandardCharsets;

/**
 * The client's word for a patient as a receipt carries it. Whoever knows the word can check it;
 * receipts of the same patient do not show that they are. A word that can be guessed can be guessed
 * from its digest too, so clients are to choose one that cannot.
 */
public final class PatientReference {
  private PatientReference() {}

  /**
   * SHA-256, in lower-case hexadecimal, of the practice's id, the transfer's id and the reference,
   * in UTF-8 with a line feed between.
   */
  public static String digest(PracticeId practice, TransferId transfer, String reference) {
    String text = practice + "\n" + transfer + "\n" + reference;
    return RunningDigests.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
