package io.onshore.policy.rulebook;

import io.onshore.policy.Decision;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Situation;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one whole decision takes, from the situation to the findings. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--sun-misc-unsafe-memory-access=allow"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBench {
  /** A case with few rules in play, one with a chain of two, one with two laws. */
  @Param({"S61", "S47", "S73"})
  public String workedCase = "";

  private @Nullable Rulebook rulebook;
  private @Nullable Situation situation;

  /** Loads the shipped rules and the case. */
  @Setup
  public void load() {
    rulebook = RulebookLoader.shipped();
    situation =
        WorkedCasesTest.all().stream()
            .filter(one -> one.id().equals(workedCase))
            .findFirst()
            .orElseThrow()
            .given();
  }

  /** One decision. */
  @Benchmark
  public Decision decide() {
    return PolicyEngine.decide(Objects.requireNonNull(rulebook), Objects.requireNonNull(situation));
  }
}
