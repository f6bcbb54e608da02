package io.onshore.gateway.app.rest;

import io.onshore.connector.Destination;
import io.onshore.connector.ProviderId;
import io.onshore.connector.SettingSpec;
import io.onshore.gateway.destination.AllowedFolder;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.destination.UseLimits;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.setup.MadeConnection;
import io.onshore.gateway.setup.MadeDestination;
import io.onshore.gateway.setup.SetUpDesk;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.StopDesk;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How what is set up looks over HTTP. */
final class SetUpViews {
  private SetUpViews() {}

  /** Who set something up. */
  enum DeclaredIn {
    /** The set-up file: it is changed there. */
    FILE,
    /** An admin, over HTTP. */
    API
  }

  /**
   * A destination as it is to be.
   *
   * @param id only where it is new
   * @param space the drive, library or namespace; absent for the account's own
   */
  record DestinationRequest(
      @Nullable String id,
      @Nullable String name,
      @Nullable String connection,
      @Nullable String space,
      @Nullable String folder,
      @Nullable String plan,
      @Nullable String offer,
      @Nullable UseRequest use) {
    MadeDestination made(String asId) {
      return Requests.valid(
          () ->
              new MadeDestination(
                  new DestinationId(asId),
                  Requests.required(name, "name"),
                  Requests.required(connection, "connection"),
                  new Destination(Optional.ofNullable(space), folder == null ? "" : folder),
                  plan == null ? "" : plan,
                  Optional.ofNullable(offer),
                  List.of(),
                  List.of(),
                  use == null ? UseLimits.NONE : use.limits()),
          "correct the destination");
    }
  }

  /**
   * Who may use a destination.
   *
   * @param roles such as {@code clinician}; with no role and no person named, everybody may
   * @param persons by the identity provider's stable id of them
   * @param reviewOn the day on which an admin looks at it again
   */
  record UseRequest(
      @Nullable List<String> roles, @Nullable List<String> persons, @Nullable LocalDate reviewOn) {
    UseLimits limits() {
      return new UseLimits(
          Requests.orEmpty(roles).stream()
              .map(
                  id ->
                      Role.ofId(id)
                          .orElseThrow(
                              () -> Requests.invalid("unknown role `" + id + "`", "correct it")))
              .collect(Collectors.toSet()),
          Set.copyOf(Requests.orEmpty(persons)),
          Optional.ofNullable(reviewOn));
    }
  }

  /**
   * A connection as it is to be.
   *
   * @param id only where it is new
   * @param settings as the list of connectors names them; a secret that is left out stays as it is
   */
  record ConnectionRequest(
      @Nullable String id,
      @Nullable String provider,
      @Nullable Map<String, String> settings,
      @Nullable LocalDate secretsExpireOn,
      @Nullable List<FolderRequest> allowedFolders) {
    MadeConnection made(String asId) {
      return Requests.valid(
          () ->
              new MadeConnection(
                  asId,
                  new ProviderId(Requests.required(provider, "provider")),
                  settings == null ? Map.of() : settings,
                  Optional.ofNullable(secretsExpireOn),
                  Requests.orEmpty(allowedFolders).stream().map(FolderRequest::allowed).toList()),
          "correct the connection");
    }

    /** Names the settings, never a value. */
    @Override
    public String toString() {
      return "ConnectionRequest[" + id + ", " + provider + "]";
    }
  }

  /**
   * A folder that may be used.
   *
   * @param owner who is to own it, by the provider's id
   * @param places where its files are to rest, as ISO 3166 codes
   */
  record FolderRequest(
      @Nullable String space,
      @Nullable String folder,
      @Nullable String owner,
      @Nullable List<String> places) {
    AllowedFolder allowed() {
      return new AllowedFolder(
          new Destination(Optional.ofNullable(space), folder == null ? "" : folder),
          Optional.ofNullable(owner),
          Set.copyOf(Requests.orEmpty(places)));
    }
  }

  /** Who may use a destination. */
  record UseView(List<String> roles, List<String> persons, Optional<LocalDate> reviewOn) {
    static UseView of(UseLimits use) {
      return new UseView(
          use.roles().stream().map(Role::id).sorted().toList(),
          use.persons().stream().sorted().toList(),
          use.reviewOn());
    }
  }

  /**
   * What the provider said before a destination was kept.
   *
   * @param unchecked why it could not be asked
   */
  record CheckView(
      Optional<EvidenceResource.IdentityView> identity,
      List<CaseView.ObservationView> observations,
      Optional<String> unchecked) {
    static CheckView of(SetUpDesk.Checked checked) {
      return new CheckView(
          checked.evidence().map(each -> EvidenceResource.IdentityView.of(each.identity())),
          checked.evidence().stream()
              .flatMap(each -> each.observations().stream())
              .map(CaseView.ObservationView::of)
              .toList(),
          checked.unchecked());
    }
  }

  /**
   * A destination as it is set up.
   *
   * @param version of the practice's set-up; the ETag without its quotes
   * @param check what the provider said just now, where it was asked
   */
  record DestinationSettings(
      int version,
      String id,
      String name,
      String provider,
      String connection,
      Optional<String> space,
      String folder,
      String plan,
      Optional<String> offer,
      UseView use,
      DeclaredIn declaredIn,
      List<StopView> stops,
      Optional<CheckView> check) {
    static DestinationSettings of(
        int version,
        StorageDestination destination,
        DeclaredIn declaredIn,
        List<StopView> stops,
        Optional<SetUpDesk.Checked> check) {
      return new DestinationSettings(
          version,
          destination.id().value(),
          destination.name(),
          destination.connection().provider().value(),
          destination.connection().id(),
          destination.location().space(),
          destination.location().folder(),
          destination.plan(),
          destination.offer(),
          UseView.of(destination.use()),
          declaredIn,
          stops,
          check.map(CheckView::of));
    }
  }

  /**
   * A connection as it is set up, without its secrets.
   *
   * @param settings those that are no secret
   * @param secrets the names of the secrets that are there
   * @param checks what the provider said just now, by destination, where it was asked
   */
  record ConnectionSettings(
      int version,
      String id,
      String provider,
      Map<String, String> settings,
      List<String> secrets,
      Optional<LocalDate> secretsExpireOn,
      List<FolderView> allowedFolders,
      DeclaredIn declaredIn,
      Map<String, CheckView> checks) {
    static ConnectionSettings of(
        int version,
        Connection connection,
        List<SettingSpec> specs,
        DeclaredIn declaredIn,
        Map<DestinationId, SetUpDesk.Checked> checks) {
      Map<String, String> open = new TreeMap<>();
      specs.stream()
          .filter(spec -> !spec.secret() && !spec.operators())
          .forEach(
              spec ->
                  connection.settings().get(spec).ifPresent(value -> open.put(spec.name(), value)));
      Map<String, CheckView> checked = new TreeMap<>();
      checks.forEach((id, each) -> checked.put(id.value(), CheckView.of(each)));
      return new ConnectionSettings(
          version,
          connection.id(),
          connection.provider().value(),
          open,
          specs.stream()
              .filter(spec -> spec.secret() && connection.settings().get(spec).isPresent())
              .map(SettingSpec::name)
              .toList(),
          connection.secretsExpireOn(),
          connection.allowedFolders().stream().map(FolderView::of).toList(),
          declaredIn,
          checked);
    }
  }

  /** A folder that may be used. */
  record FolderView(
      Optional<String> space, String folder, Optional<String> owner, List<String> places) {
    static FolderView of(AllowedFolder folder) {
      return new FolderView(
          folder.location().space(),
          folder.location().folder(),
          folder.owner(),
          folder.places().stream().sorted().toList());
    }
  }

  /**
   * Something that is stopped.
   *
   * @param underWay how many files it holds up, those that are still coming in among them
   */
  record StopView(
      Stop.Scope scope,
      String target,
      String reason,
      String stoppedBy,
      Instant stoppedAt,
      int underWay) {
    static StopView of(StopDesk.Standing standing) {
      Stop stop = standing.stop();
      return new StopView(
          stop.scope(),
          stop.target(),
          stop.reason(),
          stop.stoppedBy(),
          stop.stoppedAt(),
          standing.underWay());
    }
  }
}
