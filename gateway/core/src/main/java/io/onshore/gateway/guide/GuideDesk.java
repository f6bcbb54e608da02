package io.onshore.gateway.guide;

import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.proof.Proofs;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.residency.Verdict;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows how far a destination's guide is, by what is known now. Safe for several threads. */
public final class GuideDesk {
  private final Supplier<SetUp> setUp;
  private final Guides guides;
  private final ResidencyDesk desk;
  private final ConnectionDesk connections;
  private final Dossiers dossiers;
  private final Proofs proofs;
  private final Clock clock;

  public GuideDesk(
      Supplier<SetUp> setUp,
      Guides guides,
      ResidencyDesk desk,
      ConnectionDesk connections,
      Dossiers dossiers,
      Proofs proofs,
      Clock clock) {
    this.setUp = setUp;
    this.guides = guides;
    this.desk = desk;
    this.connections = connections;
    this.dossiers = dossiers;
    this.proofs = proofs;
    this.clock = clock;
  }

  /**
   * The guide for a destination, with how each step stands. No provider is asked.
   *
   * @throws RequestRefused DESTINATION_UNKNOWN; GUIDE_UNKNOWN if there is none for its provider
   */
  public Walk walk(PracticeId practiceId, DestinationId id) {
    StorageDestination destination = setUp.get().require(practiceId, id);
    Practice practice = setUp.get().practice(practiceId).orElseThrow();
    String country = new Place(practice.jurisdiction().value()).country();
    Guide guide =
        guides
            .pick(destination.connection().provider(), country)
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.GUIDE_UNKNOWN,
                        "there is no guide for this provider",
                        "look at the destination's evidence instead"));
    ResidencyDesk.View view = desk.view(practice);
    Rulebook rulebook = desk.rulebook(practiceId);
    Sight sight =
        new Sight(
            country,
            destination,
            view.decideByWhatIsKnown(destination, Push.of(Patient.UNTOLD)),
            new ProviderWord(view.newest(destination)),
            connections.find(practiceId, destination.connection().id()),
            dossiers.of(practiceId),
            proofs.list(practiceId, id, 1).stream().findFirst(),
            rulebook::evidenceMaxAgeDays,
            clock.instant());
    return new Walk(
        destination,
        guide,
        Verdict.name(country),
        guide.steps().stream().map(step -> new Walked(step, sight.of(step))).toList());
  }

  /**
   * A guide and how far it is.
   *
   * @param country the practice's, as people say it
   */
  public record Walk(
      StorageDestination destination, Guide guide, String country, List<Walked> steps) {
    public Walk {
      steps = List.copyOf(steps);
    }

    /** A text of the guide, for this practice. */
    public String said(String text) {
      return text.replace("{country}", country);
    }

    /** How many steps nobody has to do any more. */
    public long settled() {
      return steps.stream().filter(Walked::settled).count();
    }

    /** The first step that is to do. */
    public Optional<Walked> next() {
      return steps.stream().filter(each -> !each.settled()).findFirst();
    }
  }

  /** A step and how it stands. */
  public record Walked(Guide.Step step, Standing standing) {
    boolean settled() {
      return switch (standing.state()) {
        case DONE, NOT_NEEDED -> true;
        case NOT_DONE, CAN_NOT_TELL -> false;
      };
    }
  }
}
