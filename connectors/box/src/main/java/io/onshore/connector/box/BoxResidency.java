package io.onshore.connector.box;

import com.box.sdkgen.internal.SerializableObject;
import com.box.sdkgen.schemas.folderfull.FolderFull;
import com.box.sdkgen.schemas.storagepolicy.StoragePolicy;
import com.box.sdkgen.schemas.storagepolicyassignment.StoragePolicyAssignment;
import com.box.sdkgen.schemas.storagepolicymini.StoragePolicyMini;
import com.box.sdkgen.schemas.userfull.UserFullEnterpriseField;
import com.box.sdkgen.schemas.usermini.UserMini;
import com.box.sdkgen.serialization.json.JsonManager;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.toolkit.residency.Answers;
import io.onshore.connector.toolkit.residency.Permitted;
import io.onshore.connector.toolkit.residency.PlacesFile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Box tells about where a folder's content rests: in the zone of whoever owns the folder,
 * whoever uploads. See https://support.box.com/hc/articles/360044193533. Of other enterprises'
 * zones Box tells nothing, and of metadata it never does.
 */
final class BoxResidency {
  static final Set<Aspect> ASPECTS = Set.of(Aspect.ACCOUNT, Aspect.CONTENT);

  private static final Map<String, Set<String>> PLACES =
      PlacesFile.read(BoxResidency.class, "zones.properties");

  private final BoxApi api;
  private final Clock clock;

  BoxResidency(BoxApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  ResidencyEvidence probe(String folderId) throws ConnectorException {
    Answers answers = new Answers();
    FolderFull folder =
        answers.ask("GET /2.0/folders/" + folderId, () -> api.folder(folderId), BoxResidency::json);
    Optional<String> owner = Optional.ofNullable(folder.getOwnedBy()).map(UserMini::getId);
    List<Observation> observations = new ArrayList<>();
    AccountKind kind = AccountKind.UNKNOWN;
    Optional<String> organisation = Optional.empty();
    if (Boolean.TRUE.equals(folder.getIsExternallyOwned())) {
      observations.add(account("folder.is_externally_owned", "externally owned"));
    } else {
      organisation = enterprise(answers);
      kind = organisation.isPresent() ? AccountKind.ORGANISATION : AccountKind.PERSONAL;
      observations.add(
          account(
              "user.enterprise",
              organisation.map(number -> "enterprise " + number).orElse("personal")));
      if (organisation.isPresent() && owner.isPresent()) {
        content(owner.get(), answers).ifPresent(observations::add);
      }
    }
    return new ResidencyEvidence(
        clock.instant(),
        observations,
        new DestinationIdentity(kind, organisation, Optional.ofNullable(folder.getId()), owner),
        answers.inOrder());
  }

  /** Absent for a person's own account, which belongs to none. */
  private Optional<String> enterprise(Answers answers) throws ConnectorException {
    @Nullable UserFullEnterpriseField enterprise =
        answers.ask("GET /2.0/users/me", api::me, BoxResidency::json).getEnterprise();
    return Optional.ofNullable(enterprise).map(UserFullEnterpriseField::getId);
  }

  private static Observation account(String field, String label) {
    return new Observation(Aspect.ACCOUNT, Set.of(), Strength.REPORTED, field, label);
  }

  /** The zone that Box stores new files of this owner in, as it resolves it now. */
  private Optional<Observation> content(String ownerId, Answers answers) throws ConnectorException {
    Optional<String> zoneId =
        answers
            .ask(
                Permitted.USUAL,
                "GET /2.0/storage_policy_assignments",
                () -> api.zoneOf(ownerId),
                BoxResidency::json)
            .flatMap(answer -> Optional.ofNullable(answer.getEntries()))
            .flatMap(entries -> entries.stream().findFirst())
            .map(StoragePolicyAssignment::getStoragePolicy)
            .map(StoragePolicyMini::getId);
    if (zoneId.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name =
        answers
            .ask(
                Permitted.USUAL,
                "GET /2.0/storage_policies/" + zoneId.get(),
                () -> api.zone(zoneId.get()),
                BoxResidency::json)
            .map(StoragePolicy::getName)
            .filter(text -> !text.isBlank());
    return Optional.of(
        new Observation(
            Aspect.CONTENT,
            name.map(BoxResidency::placesOf)
                .orElseGet(() -> PLACES.getOrDefault(zoneId.get(), Set.of())),
            Strength.REPORTED,
            "storage_policy_assignment.storage_policy",
            name.orElse(zoneId.get())));
  }

  /**
   * Every place that a zone's name says; none if a word of it is unknown, because half of a zone
   * would be taken for the whole.
   */
  private static Set<String> placesOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    Set<String> whole = PLACES.get(key(lower));
    if (whole != null) {
      return whole;
    }
    List<String> all = new ArrayList<>();
    for (String word : lower.split("\\s*/\\s*", -1)) {
      Set<String> places = PLACES.get(key(word));
      if (places == null) {
        return Set.of();
      }
      all.addAll(places);
    }
    return Set.copyOf(all);
  }

  /** As Box sent it, with what the SDK has no member for. */
  private static String json(SerializableObject answer) {
    return JsonManager.sdToJson(answer.getRawData());
  }

  private static String key(String name) {
    return name.replaceAll("\\s+", "-");
  }
}
