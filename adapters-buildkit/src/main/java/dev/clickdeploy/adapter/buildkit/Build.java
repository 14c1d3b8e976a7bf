package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAuth;
import dev.clickdeploy.adapter.buildkit.failure.BuildFailure;
import dev.clickdeploy.adapter.buildkit.failure.DaemonTrouble;
import dev.clickdeploy.adapter.buildkit.filesync.FileSync;
import dev.clickdeploy.adapter.buildkit.mount.SecretsService;
import dev.clickdeploy.adapter.buildkit.mount.SshService;
import dev.clickdeploy.adapter.buildkit.progress.BuildProgress;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveRequest;
import dev.clickdeploy.adapter.buildkit.request.ImageExporter;
import dev.clickdeploy.adapter.buildkit.request.SolveRequests;
import dev.clickdeploy.adapter.buildkit.session.Session;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.Cancellation.Registration;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** One build from its request to its outcome. */
final class Build {
  private static final String DIGEST = "containerimage.digest";

  private final DaemonConnection connection;
  private final IoThreads threads;
  private final Tuning tuning;
  private final BuildRequest request;
  private final Stop stop = new Stop();

  Build(DaemonConnection connection, IoThreads threads, Tuning tuning, BuildRequest request) {
    this.connection = connection;
    this.threads = threads;
    this.tuning = tuning;
    this.request = request;
  }

  BuildOutcome run(Consumer<BuildEvent> events, Cancellation cancellation) {
    try (Registration cancelled =
            cancellation.onCancel(() -> stop.because(new Stop.Cause.Cancelled()));
        DeadlineTimer deadline = new DeadlineTimer(threads.network(), request.deadline(), stop)) {
      return converse(
          new BuildProgress(events, !request.push().isEmpty(), tuning.clock().instant()));
    } catch (IOException e) {
      throw DaemonTrouble.sending(connection.address(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DaemonTrouble.lost(connection.address(), e);
    }
  }

  /** Ends the build because its client ends. */
  void close() {
    stop.because(new Stop.Cause.Closed());
  }

  private BuildOutcome converse(BuildProgress progress) throws IOException, InterruptedException {
    Locals locals = Locals.of(request);
    String scope = scope();
    // closed last: whoever gave us the tree may close it when this returns
    try (FileSync files = files(locals);
        Session session = Session.open(connection, threads, services(files), scope, this::lost);
        Conversation conversation = new Conversation(connection.channel(), stop)) {
      String ref = UUID.randomUUID().toString().replace("-", "");
      SolveRequest solve =
          SolveRequests.of(
              request, ImageExporter.of(request), locals.filename(), scope, ref, session.id());
      Conversation.Ending ending = conversation.run(solve, progress::on);
      progress.finish();
      return outcome(ending, files, progress);
    }
  }

  private BuildOutcome outcome(Conversation.Ending ending, FileSync files, BuildProgress progress) {
    return switch (ending) {
      case Conversation.Ending.Solved solved -> built(solved, progress);
      case Conversation.Ending.Refused refused ->
          refused.stopped().isPresent()
              ? stopped(refused.stopped().get())
              : failed(refused.error(), files, progress);
    };
  }

  private FileSync files(Locals locals) {
    return new FileSync(
        locals.byName(),
        threads,
        tuning.stallLimit(),
        tuning.listener(),
        error -> stop.because(new Stop.Cause.SourceTrouble(error)));
  }

  private List<ServerServiceDefinition> services(FileSync files) {
    BuildOptions options = request.options();
    return List.of(
        files.service(),
        new RegistryAuth(request.logins()).bindService(),
        new SecretsService(options.secrets()).bindService(),
        new SshService(options.sshAgents(), threads.workers()).service());
  }

  private void lost(Throwable cause) {
    stop.because(new Stop.Cause.SessionLost(cause));
  }

  /** A scope may be any text, and headers may not. */
  private String scope() {
    byte[] text = request.cacheScope().getBytes(StandardCharsets.UTF_8);
    return ImageDigest.of(text).value().substring("sha256:".length());
  }

  private BuildOutcome built(Conversation.Ending.Solved solved, BuildProgress progress) {
    String digest = solved.exported().get(DIGEST);
    if (digest == null) {
      throw DaemonTrouble.withoutDigest(connection.address());
    }
    return new BuildOutcome.Built(ImageDigest.parse(digest), progress.progress());
  }

  private BuildOutcome stopped(Stop.Cause cause) {
    return switch (cause) {
      case Stop.Cause.Cancelled cancelled -> new BuildOutcome.Cancelled();
      case Stop.Cause.Closed closed -> throw DaemonTrouble.closed(connection.address());
      case Stop.Cause.DeadlinePassed passed -> throw DaemonTrouble.deadline(request.deadline());
      case Stop.Cause.SourceTrouble trouble ->
          throw DaemonTrouble.sending(connection.address(), trouble.error());
      case Stop.Cause.SessionLost lost ->
          throw DaemonTrouble.lost(connection.address(), lost.error());
    };
  }

  private BuildOutcome failed(Throwable error, FileSync files, BuildProgress progress) {
    BuildFailure failure = new BuildFailure(connection.address(), request, progress);
    return new BuildOutcome.Failed(
        files.refusal().map(failure::ofPatterns).orElseGet(() -> failure.of(error)),
        progress.progress());
  }
}
