package io.onshore.gateway.residency;

import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Judges a practice's destinations for a file, best first, and names a better one beside each that
 * warns. Safe for several threads.
 */
public final class Chooser {
  private static final Executor ASKING = task -> Thread.ofVirtual().name("verdict").start(task);

  private final Supplier<SetUp> setUp;
  private final ResidencyDesk desk;
  private final Duration patience;

  /**
   * @param patience how long to wait for providers before judging by what is known
   */
  public Chooser(Supplier<SetUp> setUp, ResidencyDesk desk, Duration patience) {
    this.setUp = setUp;
    this.desk = desk;
    this.patience = patience;
  }

  /**
   * Every destination of the practice that the caller may use, best first; after them, for who
   * looks after the practice, those that they may not use.
   */
  public List<Judged> judge(Caller caller, Practice practice, Push push) {
    ResidencyDesk.View view = desk.view(practice);
    List<ConsentRegister.Remembered> remembered =
        desk.acknowledged(practice.id(), caller.subject());
    List<StorageDestination> destinations =
        setUp.get().destinations(practice.id()).stream()
            .filter(destination -> destination.use().show(caller))
            .toList();
    List<CompletableFuture<Optional<DecisionRecord>>> asked =
        destinations.stream()
            .map(
                destination ->
                    CompletableFuture.supplyAsync(
                            () -> Optional.of(view.decide(destination, push)), ASKING)
                        .completeOnTimeout(
                            Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS))
            .toList();
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < destinations.size(); i++) {
      StorageDestination destination = destinations.get(i);
      Optional<DecisionRecord> answered = asked.get(i).join();
      DecisionRecord decision =
          answered.orElseGet(() -> view.decideByWhatIsKnown(destination, push));
      judged.add(
          new Judged(
              destination,
              destination.use().allow(caller),
              decision,
              answered.isEmpty(),
              view.clearance(destination, decision.decision(), remembered)));
    }
    judged.sort(Judged.BEST_FIRST);
    return judged;
  }

  /**
   * A destination of the practice that may take the file without a warning, judged by what is
   * known.
   *
   * @param than the destination that warns, if it is one of the practice's
   */
  public Optional<Judged> better(
      Caller caller, Practice practice, Optional<DestinationId> than, Push push) {
    ResidencyDesk.View view = desk.view(practice);
    List<ConsentRegister.Remembered> remembered =
        desk.acknowledged(practice.id(), caller.subject());
    return setUp.get().destinations(practice.id()).stream()
        .filter(destination -> than.filter(destination.id()::equals).isEmpty())
        .filter(destination -> destination.use().allow(caller))
        .map(
            destination -> {
              DecisionRecord decision = view.decideByWhatIsKnown(destination, push);
              return new Judged(
                  destination,
                  true,
                  decision,
                  false,
                  view.clearance(destination, decision.decision(), remembered));
            })
        .filter(judged -> judged.verdict().word() == Verdict.Word.OK)
        .min(Judged.BEST_FIRST);
  }

  /**
   * A destination with its decision.
   *
   * @param usable whether the caller may send there
   * @param asking whether the provider has not answered yet, so that the decision is by what was
   *     known before
   */
  public record Judged(
      StorageDestination destination,
      boolean usable,
      DecisionRecord decision,
      boolean asking,
      Clearance clearance) {
    /** The best verdict first, of those that can be used. */
    public static final Comparator<Judged> BEST_FIRST =
        Comparator.comparing((Judged each) -> !each.usable())
            .thenComparing(each -> each.verdict().word())
            .thenComparing(each -> each.decision().decision().outcome());

    /** The decision, in words. */
    public Verdict verdict() {
      return Verdict.of(decision.decision());
    }

    /** Of judged destinations, the first that may take the file without a warning. */
    public Optional<Judged> better(List<Judged> judged) {
      return verdict().word() == Verdict.Word.OK
          ? Optional.empty()
          : judged.stream()
              .filter(each -> each.usable() && each.verdict().word() == Verdict.Word.OK)
              .min(BEST_FIRST);
    }
  }
}
