package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import io.onshore.connector.toolkit.http.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Plays scripted answers and remembers what was asked. */
final class ScriptedSeam implements HttpSeam {
  final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  final List<String> sent = new CopyOnWriteArrayList<>();
  final ConcurrentLinkedQueue<Step> steps = new ConcurrentLinkedQueue<>();
  final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));

  /** How many streamed answers are open. */
  final AtomicInteger open = new AtomicInteger();

  interface Step {
    HttpAnswer play() throws TransportException;
  }

  ScriptedSeam answers(int status, String body) {
    return answers(status, body, Headers.NONE);
  }

  ScriptedSeam answers(int status, String body, Headers headers) {
    HttpAnswer answer = new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    steps.add(() -> answer);
    return this;
  }

  ScriptedSeam fails(TransportException failure) {
    steps.add(
        () -> {
          throw failure;
        });
    return this;
  }

  @Override
  public HttpAnswer send(HttpCall call) throws TransportException {
    try {
      if (call.body().isPresent()) {
        try (InputStream in = call.body().get().source().open()) {
          sent.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      calls.add(call);
      gate.get().await();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    Step step = steps.poll();
    if (step == null) {
      throw new AssertionError("one call too many");
    }
    return step.play();
  }

  @Override
  public StreamingAnswer open(HttpCall call) throws TransportException {
    HttpAnswer answer = send(call);
    open.incrementAndGet();
    return new Streamed(answer, open);
  }

  @Override
  public void close() {}

  private record Streamed(HttpAnswer answer, AtomicInteger open) implements StreamingAnswer {
    @Override
    public int status() {
      return answer.status();
    }

    @Override
    public Headers headers() {
      return answer.headers();
    }

    @Override
    public OptionalLong length() {
      return OptionalLong.of(answer.body().length);
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public HttpAnswer readWhole() {
      return answer;
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
