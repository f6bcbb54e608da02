package io.onshore.gateway.residency;

import io.onshore.policy.ConsentOnFile;
import java.util.List;
import java.util.Set;

/**
 * What is known of the file that is to be sent.
 *
 * @param tags what kind of record it is, such as {@code ehr}
 * @param keyServers the hosts that its envelope names as the place of its key; empty before the
 *     envelope was seen, or if it names none
 * @param consents those on file that may cover it
 */
public record Push(
    Patient patient, Set<String> tags, Set<String> keyServers, List<ConsentOnFile> consents) {
  public Push {
    tags = Set.copyOf(tags);
    keyServers = Set.copyOf(keyServers);
    consents = List.copyOf(consents);
  }

  /** Of a patient, with nothing else known. */
  public static Push of(Patient patient) {
    return new Push(patient, Set.of(), Set.of(), List.of());
  }
}
