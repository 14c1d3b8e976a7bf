package dev.clickdeploy.adapter.buildkit.failure;

import dev.clickdeploy.adapter.buildkit.progress.BuildProgress;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.SourceExcerpt;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a Solve that the daemon refused into words. */
public final class BuildFailure {
  private final DaemonAddress address;
  private final BuildRequest request;
  private final BuildProgress progress;
  private final Place place;

  /** Speaks of this build. */
  public BuildFailure(DaemonAddress address, BuildRequest request, BuildProgress progress) {
    this.address = address;
    this.request = request;
    this.progress = progress;
    this.place = new Place(request.plan().dockerfile());
  }

  /**
   * What failed, where, and what to do about it.
   *
   * @throws PortException of class INFRASTRUCTURE when it is neither the Dockerfile's fault nor the
   *     registry's
   */
  public Failure of(Throwable error) {
    ErrorDetails details = ErrorDetails.of(error);
    String said = Status.fromThrowable(error).getDescription();
    if (said == null || isBrokenConnection(error, details)) {
      throw DaemonTrouble.lost(address, error);
    }
    Symptom symptom = Symptom.of(said);
    String subject = symptom.subject(said);
    return switch (symptom) {
      case PROCESS_FAILED -> process(details, Integer.parseInt(subject));
      case SYNTAX -> step(details, subject, "see the Dockerfile reference");
      case NO_DOCKERFILE ->
          step(
              details,
              "there is no %s in the source".formatted(place.file()),
              "check the service's Dockerfile path and root directory");
      case NOT_IN_CONTEXT ->
          step(
              details,
              "%s is not in the source".formatted(subject),
              "check that it is committed, below the root directory and not in .dockerignore");
      case NO_STAGE ->
          step(details, subject, "check the service's target against the stages' names");
      case BASE_MISSING ->
          step(
              details,
              "the base image %s was not found".formatted(subject),
              "check its name and tag in FROM");
      case BASE_REFUSED -> pull(details, said);
      case PUSH_UNREACHABLE, PUSH_UNAVAILABLE -> throw RegistryTrouble.unreachable(said);
      case PUSH_REFUSED -> RegistryTrouble.refused(RegistryTrouble.host(said), said);
      case PUSH_FAILED -> RegistryTrouble.failed(said);
      case NETWORK, DISK_FULL, NO_SESSION -> throw DaemonTrouble.surroundings(address, said);
      case OTHER -> step(details, said, null);
    };
  }

  /** The instruction that it is about, when the daemon says which. */
  public Optional<SourceExcerpt> excerpt(Throwable error) {
    return ErrorDetails.of(error)
        .source()
        .map(source -> new SourceExcerpt(place.file(), source.line(), source.lines()));
  }

  /** A pattern of an ignore list or a COPY that cannot be read. */
  public Failure ofPatterns(String refusal) {
    return Failure.of(
        FailureClass.BUILD_STEP,
        place.file() + ": " + refusal,
        "mend the pattern; it stands in .dockerignore or in a COPY");
  }

  /** A registry that was given a login refuses the login; any other one refuses anybody. */
  private Failure pull(ErrorDetails details, String said) {
    return request.logins().stream()
        .map(login -> login.host().value())
        .filter(said::contains)
        .findFirst()
        .map(host -> RegistryTrouble.refused(host, said))
        .orElseGet(
            () ->
                step(
                    details,
                    "the base image's registry refused access: " + said,
                    "check the image's name; only REGISTRY_URL's registry is opened with a login"));
  }

  /** What the daemon itself says comes with details; a broken connection has none. */
  private static boolean isBrokenConnection(Throwable error, ErrorDetails details) {
    return switch (Status.fromThrowable(error).getCode()) {
      case UNAVAILABLE, CANCELLED, INTERNAL, UNIMPLEMENTED, DEADLINE_EXCEEDED ->
          !details.byDaemon();
      default -> false;
    };
  }

  private Failure process(ErrorDetails details, int exitCode) {
    String what = details.source().map(ErrorDetails.SourceLine::text).orElse("a step");
    return new Failure(
        FailureClass.BUILD_STEP,
        place.of(details) + ": " + what + ": exit " + exitCode,
        ExitCodes.mend(exitCode),
        lastLines(details));
  }

  private Failure step(ErrorDetails details, String what, @Nullable String mend) {
    return new Failure(
        FailureClass.BUILD_STEP, place.of(details) + ": " + what, mend, lastLines(details));
  }

  private List<String> lastLines(ErrorDetails details) {
    return progress.lastLines(details.vertex().orElse(""));
  }
}
