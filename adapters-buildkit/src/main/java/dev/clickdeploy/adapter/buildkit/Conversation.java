package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc;
import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc.ControlStub;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveRequest;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveResponse;
import dev.clickdeploy.adapter.buildkit.proto.control.StatusRequest;
import dev.clickdeploy.adapter.buildkit.proto.control.StatusResponse;
import io.grpc.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Solve, and Status beside it (BuildKit, client/solve.go). Cancelling Solve is how a build is
 * cancelled. What the daemon tells is handed on in the caller's thread.
 */
final class Conversation implements AutoCloseable {
  /** Status may outlive Solve; it is not waited for longer than this without a word. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /** How Solve ended. */
  sealed interface Ending {
    /** With the exporter's answer. */
    record Solved(Map<String, String> exported) implements Ending {}

    /** With an error, after our own stop if there is a cause. */
    record Refused(Throwable error, Optional<Stop.Cause> stopped) implements Ending {}
  }

  private sealed interface Signal {
    record Told(StatusResponse status) implements Signal {}

    record ToldAll() implements Signal {}

    record Ended(Ending ending) implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Stop stop;
  private final Duration idleTimeout;
  private final ControlStub daemon;
  private final ReplyObserver<SolveRequest, SolveResponse> solve;
  private final ReplyObserver<StatusRequest, StatusResponse> status;

  Conversation(Channel channel, Stop stop, Duration idleTimeout) {
    this.stop = stop;
    this.idleTimeout = idleTimeout;
    this.daemon = ControlGrpc.newStub(channel);
    this.solve =
        new ReplyObserver<>(
            answer -> signals.add(ended(new Ending.Solved(answer.getExporterResponseMap()))),
            error -> signals.add(ended(new Ending.Refused(error, stop.cause()))));
    this.status =
        new ReplyObserver<>(
            told -> signals.add(new Signal.Told(told)), end -> signals.add(new Signal.ToldAll()));
  }

  private static Signal ended(Ending ending) {
    return new Signal.Ended(ending);
  }

  Ending run(SolveRequest request, Consumer<StatusResponse> told) throws InterruptedException {
    daemon.status(StatusRequest.newBuilder().setRef(request.getRef()).build(), status);
    daemon.solve(request, solve);
    stop.onStop(solve::cancel);
    Optional<Ending> ending = Optional.empty();
    boolean toldAll = false;
    while (ending.isEmpty() || (!toldAll && stop.cause().isEmpty())) {
      Duration patience = ending.isEmpty() ? idleTimeout : LAST_WORDS;
      switch (signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        case null -> {
          toldAll = ending.isPresent();
          if (ending.isEmpty()) {
            stop.because(new Stop.Cause.Idle(idleTimeout));
          }
        }
        case Signal.Told next -> {
          told.accept(next.status());
          status.request();
        }
        case Signal.ToldAll all -> toldAll = true;
        case Signal.Ended end -> ending = ending.or(() -> Optional.of(end.ending()));
      }
    }
    return ending.get();
  }

  /** Cancels whatever still runs. */
  @Override
  public void close() {
    solve.cancel();
    status.cancel();
  }
}
