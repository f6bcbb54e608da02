package io.onshore.gateway.setup;

import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what the provider says about a folder with what an admin wants of it. */
final class FolderCheck {
  private FolderCheck() {}

  /**
   * The folder with its owner as the provider tells, if it is as wanted.
   *
   * @throws RequestRefused FOLDER_REFUSED with the reason
   */
  static AllowedFolder of(AllowedFolder folder, ResidencyEvidence evidence) {
    Optional<String> owner = evidence.identity().owner();
    if (folder.owner().isPresent() && owner.isPresent() && !folder.owner().equals(owner)) {
      throw refused(
          "the folder belongs to `%s`, not to `%s`".formatted(owner.get(), folder.owner().get()),
          "choose a folder of the right owner, or have it given to them at the provider");
    }
    if (!folder.places().isEmpty()) {
      requireWithin(folder, evidence, owner);
    }
    return owner.map(folder::ownedBy).orElse(folder);
  }

  private static void requireWithin(
      AllowedFolder folder, ResidencyEvidence evidence, Optional<String> owner) {
    List<Observation> told = evidence.on(Aspect.CONTENT);
    String wanted = String.join(", ", new TreeSet<>(folder.places()));
    String whose = owner.map(id -> "the folder belongs to `" + id + "`, and ").orElse("");
    Set<String> places =
        told.stream()
            .map(Observation::places)
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    if (places.isEmpty()) {
      throw refused(
          whose + "the provider does not tell where its files rest",
          "leave `places` out to allow it without knowing");
    }
    if (!places.stream().allMatch(place -> within(place, folder.places()))) {
      String labels =
          told.stream().map(Observation::rawLabel).distinct().collect(Collectors.joining(", "));
      throw refused(
          "%sits files rest in %s (the provider says `%s`), not in %s"
              .formatted(whose, String.join(", ", places), labels, wanted),
          "pick a folder owned by somebody there");
    }
  }

  /** A place is within itself, and a part of a country within the country. */
  private static boolean within(String place, Set<String> wanted) {
    return wanted.stream().anyMatch(each -> place.equals(each) || place.startsWith(each + "-"));
  }

  private static RequestRefused refused(String detail, String hint) {
    return new RequestRefused(RefusalCode.FOLDER_REFUSED, detail, hint);
  }
}
