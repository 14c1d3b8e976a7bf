package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.auth.RegistryAuth;
import dev.clickdeploy.adapter.buildkit.failure.BuildFailure;
import dev.clickdeploy.adapter.buildkit.failure.DaemonTrouble;
import dev.clickdeploy.adapter.buildkit.filesync.FileSync;
import dev.clickdeploy.adapter.buildkit.mount.SecretsService;
import dev.clickdeploy.adapter.buildkit.mount.SshService;
import dev.clickdeploy.adapter.buildkit.progress.BuildProgress;
import dev.clickdeploy.adapter.buildkit.proto.control.SolveRequest;
import dev.clickdeploy.adapter.buildkit.request.SolveRequests;
import dev.clickdeploy.adapter.buildkit.session.Session;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.Cancellation.Registration;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** One build from its request to its end. */
final class Build {
  private static final Duration UNLIMITED = Duration.ofDays(36_500);

  private final DaemonConnection connection;
  private final IoThreads threads;
  private final Tuning tuning;
  private final RegistryAccess registries;
  private final BuildRequest request;
  private final Target target;
  private final Stop stop = new Stop();

  Build(
      DaemonConnection connection,
      IoThreads threads,
      Tuning tuning,
      RegistryAccess registries,
      BuildRequest request,
      Target target) {
    this.connection = connection;
    this.threads = threads;
    this.tuning = tuning;
    this.registries = registries;
    this.request = request;
    this.target = target;
  }

  Finish run(Consumer<BuildEvent> events, Cancellation cancellation) {
    try (Registration cancelled =
            cancellation.onCancel(() -> stop.because(new Stop.Cause.Cancelled()));
        DeadlineTimer deadline = new DeadlineTimer(threads.network(), request.deadline(), stop)) {
      return converse(new BuildProgress(events, target.pushes(request), tuning.clock().instant()));
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

  private Finish converse(BuildProgress progress) throws IOException, InterruptedException {
    Locals locals = Locals.of(request);
    String scope = scope();
    // closed last: whoever gave us the tree may close it when this returns
    try (FileSync files = files(locals);
        Session session = Session.open(connection, threads, services(files), scope, this::lost);
        Conversation conversation = new Conversation(connection.channel(), stop, idleTimeout())) {
      String ref = UUID.randomUUID().toString().replace("-", "");
      SolveRequest solve =
          SolveRequests.of(
              request,
              registries,
              target.exporter(request, registries),
              locals.filename(),
              scope,
              ref,
              session.id());
      Conversation.Ending ending = conversation.run(solve, progress::on);
      progress.finish();
      return finish(ending, files, progress);
    }
  }

  private Finish finish(Conversation.Ending ending, FileSync files, BuildProgress progress) {
    return switch (ending) {
      case Conversation.Ending.Solved solved ->
          new Finish.Done(
              connection.address(),
              solved.exported(),
              progress.progress(),
              progress.report().with(files.sent()));
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
    List<ServerServiceDefinition> services = new ArrayList<>();
    services.add(files.service());
    services.add(new RegistryAuth(request.logins(), registries).bindService());
    services.add(new SecretsService(secrets()).bindService());
    services.add(new SshService(options.sshAgents(), threads.workers()).service());
    services.addAll(target.services(error -> stop.because(new Stop.Cause.ResultTrouble(error))));
    return services;
  }

  private Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new HashMap<>();
    if (request.plan().dockerfile() instanceof DockerfileSource.ForFrontend other) {
      other.variables().forEach((name, value) -> secrets.put(name, Secret.of(value)));
    }
    secrets.putAll(request.options().secrets());
    return secrets;
  }

  private Duration idleTimeout() {
    return request.options().idleTimeout().orElse(UNLIMITED);
  }

  private void lost(Throwable cause) {
    stop.because(new Stop.Cause.SessionLost(cause));
  }

  /** A scope may be any text, and headers may not. */
  private String scope() {
    byte[] text = request.cacheScope().getBytes(StandardCharsets.UTF_8);
    return ImageDigest.of(text).value().substring("sha256:".length());
  }

  private Finish stopped(Stop.Cause cause) {
    return switch (cause) {
      case Stop.Cause.Cancelled cancelled -> new Finish.Cancelled();
      case Stop.Cause.Closed closed -> throw DaemonTrouble.closed(connection.address());
      case Stop.Cause.DeadlinePassed passed -> throw DaemonTrouble.deadline(request.deadline());
      case Stop.Cause.Idle idle -> throw DaemonTrouble.idle(idle.limit());
      case Stop.Cause.SourceTrouble trouble ->
          throw DaemonTrouble.sending(connection.address(), trouble.error());
      case Stop.Cause.ResultTrouble trouble -> throw DaemonTrouble.keeping(trouble.error());
      case Stop.Cause.SessionLost lost ->
          throw DaemonTrouble.lost(connection.address(), lost.error());
    };
  }

  private Finish failed(Throwable error, FileSync files, BuildProgress progress) {
    BuildFailure words = new BuildFailure(connection.address(), request, progress);
    Failure failure = files.refusal().map(words::ofPatterns).orElseGet(() -> words.of(error));
    return new Finish.Failed(
        new BuildOutcome.Failed(
            failure, progress.progress(), progress.report().with(files.sent())));
  }
}
