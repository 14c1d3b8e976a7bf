package dev.clickdeploy.adapter.buildkit.failure;

import dev.clickdeploy.adapter.buildkit.progress.BuildProgress;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.port.out.PortException;
import io.grpc.Status;
import java.util.List;
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
    Failure failure = of(Symptom.of(said), said, details);
    return details
        .source()
        .map(source -> new SourceExcerpt(place.file(), source.line(), source.lines()))
        .map(failure::at)
        .orElse(failure);
  }

  private Failure of(Symptom symptom, String said, ErrorDetails details) {
    String subject = symptom.subject(said);
    return switch (symptom) {
      case PROCESS_FAILED -> process(details, Integer.parseInt(subject));
      case NO_DOCKERFILE -> step(details, symptom.about(place.file()), symptom.mend());
      case SYNTAX, NOT_IN_CONTEXT, NO_STAGE, BASE_MISSING, OTHER ->
          step(details, symptom.about(subject), symptom.mend());
      case BASE_REFUSED -> pull(details, said);
      case PUSH_UNREACHABLE, PUSH_UNAVAILABLE -> throw RegistryTrouble.unreachable(said);
      case PUSH_AGAINST_RULE -> RegistryTrouble.againstRule(said);
      case PUSH_NOT_TAKEN -> RegistryTrouble.notTaken(said);
      case PUSH_TOO_LARGE -> RegistryTrouble.tooLarge(said);
      case PUSH_NOWHERE -> RegistryTrouble.nowhere(said);
      case PUSH_FORBIDDEN -> RegistryTrouble.forbidden(said);
      case PUSH_REFUSED -> RegistryTrouble.refused(RegistryTrouble.host(said), said);
      case PUSH_FAILED -> RegistryTrouble.failed(said);
      case BASE_UNREACHABLE -> throw DaemonTrouble.baseUnreachable(address, subject, said);
      case NETWORK, DISK_FULL, NO_SESSION -> throw DaemonTrouble.surroundings(address, said);
    };
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
