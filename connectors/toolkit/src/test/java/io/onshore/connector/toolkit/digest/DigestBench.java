package io.onshore.connector.toolkit.digest;

import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How fast digests run: each operation digests one MiB in pieces of 64 KiB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DigestBench {
  private static final int MIB = 1024 * 1024;
  private static final int PIECE = 64 * 1024;

  /** An algorithm's name, or a set that a transfer to a provider needs. */
  @Param({
    "SHA256",
    "SHA1",
    "MD5",
    "DROPBOX_CONTENT_HASH",
    "QUICKXOR",
    "SHA256+SHA1",
    "SHA256+MD5",
    "SHA256+DROPBOX_CONTENT_HASH",
    "SHA256+QUICKXOR"
  })
  public String algorithms = "";

  private final byte[] bytes = new byte[MIB];

  public DigestBench() {
    new Random(1).nextBytes(bytes);
  }

  /** One MiB. */
  @Benchmark
  public Digests mebibyte() {
    Set<DigestAlgorithm> wanted = EnumSet.noneOf(DigestAlgorithm.class);
    for (String name : algorithms.split("\\+", -1)) {
      wanted.add(DigestAlgorithm.valueOf(name));
    }
    RunningDigests digests = new RunningDigests(wanted);
    for (int from = 0; from < MIB; from += PIECE) {
      digests.update(bytes, from, PIECE);
    }
    return digests.finish();
  }

  /** Runs this benchmark alone. */
  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(DigestBench.class.getSimpleName()).build()).run();
  }
}
