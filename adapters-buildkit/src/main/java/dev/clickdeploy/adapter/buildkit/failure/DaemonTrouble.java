package dev.clickdeploy.adapter.buildkit.failure;

import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with the daemon, the way to it, or this machine: worth another try. */
public final class DaemonTrouble {
  private static final String MEND =
      "start buildkitd or a Docker Engine, or set BUILDKIT_ADDRESS to one that runs";

  private DaemonTrouble() {}

  /** The daemon does not answer. */
  public static PortException unreachable(DaemonAddress address, Throwable cause) {
    String reason = reason(cause);
    Optional<TlsTrouble> tls = TlsTrouble.of(reason);
    return infrastructure(
        "BuildKit at %s cannot be reached: %s"
            .formatted(address, tls.map(TlsTrouble::inWords).orElse(reason)),
        tls.map(TlsTrouble::mend).orElse(MEND),
        cause);
  }

  /** No daemon of several answers; of one, what is wrong with it. */
  public static PortException noneReachable(List<PortException> troubles) {
    if (troubles.size() == 1) {
      return troubles.get(0);
    }
    PortException none =
        infrastructure(
            "none of the %d BuildKit daemons can be used: %s"
                .formatted(
                    troubles.size(),
                    troubles.stream()
                        .map(trouble -> trouble.failure().message())
                        .collect(Collectors.joining("; "))),
            MEND,
            null);
    troubles.forEach(none::addSuppressed);
    return none;
  }

  /** The connection broke during a build. */
  public static PortException lost(DaemonAddress address, Throwable cause) {
    return infrastructure(
        "BuildKit at %s was lost during the build: %s".formatted(address, reason(cause)),
        "see whether the daemon still runs, and its log",
        cause);
  }

  /** The daemon runs but has nothing to build with. */
  public static PortException withoutWorker(DaemonAddress address) {
    return infrastructure(
        "BuildKit at %s has no worker".formatted(address), "see the daemon's log", null);
  }

  /** The engine keeps images where BuildKit cannot push from. */
  public static PortException classicStore(DaemonAddress address) {
    return infrastructure(
        "the Docker Engine at %s cannot push what it builds: it uses the classic image store"
            .formatted(address),
        "set \"features\": {\"containerd-snapshotter\": true} in its daemon.json, or set"
            + " BUILDKIT_ADDRESS to a buildkitd",
        null);
  }

  /** The daemon says that it has built, but not what. */
  public static PortException withoutDigest(DaemonAddress address) {
    return infrastructure(
        "BuildKit at %s reported no image digest".formatted(address),
        "use a daemon that has the image exporter",
        null);
  }

  /** The client was closed under a running build. */
  public static PortException closed(DaemonAddress address) {
    return infrastructure("the client of BuildKit at %s was closed".formatted(address), null, null);
  }

  /** The sources could not be sent. */
  public static PortException sending(DaemonAddress address, IOException cause) {
    return infrastructure(
        "the sources could not be sent to BuildKit at %s: %s"
            .formatted(address, cause.getMessage()),
        null,
        cause);
  }

  /** The result could not be kept on this side. */
  public static PortException keeping(IOException cause) {
    return infrastructure(
        "the build's result could not be kept: %s"
            .formatted(cause.getMessage() == null ? cause.toString() : cause.getMessage()),
        "check where it goes: it must be writable, have space, and a directory must be empty",
        cause);
  }

  /** The registry of an image in a FROM does not answer the daemon. */
  static PortException baseUnreachable(DaemonAddress address, String image, String said) {
    String reason = said.substring(said.lastIndexOf(image + ": ") + image.length() + 2);
    return infrastructure(
        "the base image %s could not be looked up by BuildKit at %s: %s"
            .formatted(image, address, reason),
        "check the image's name, and that the builder's network reaches its registry",
        null);
  }

  /** Something around the daemon is not as it should be. */
  static PortException surroundings(DaemonAddress address, String said) {
    return infrastructure(
        "BuildKit at %s could not go on: %s".formatted(address, said),
        "check the builder's network and disk",
        null);
  }

  /** The build took longer than it may. */
  public static PortException deadline(Duration limit) {
    return new PortException(
        FailureClass.TIMEOUT,
        "the build took longer than the allowed %s".formatted(text(limit)),
        "make the build shorter or raise CLICKDEPLOY_BUILD_TIMEOUT",
        null);
  }

  /** Nothing was heard of the build for longer than it may be silent. */
  public static PortException idle(Duration limit) {
    return new PortException(
        FailureClass.TIMEOUT,
        "nothing was heard of the build for %s: no step, no output, no transfer"
            .formatted(text(limit)),
        "see what the last step waits for, have it print something now and then, or raise"
            + " CLICKDEPLOY_BUILD_IDLE_TIMEOUT",
        null);
  }

  private static String text(Duration limit) {
    return limit.toSeconds() < 120 ? limit.toSeconds() + " s" : limit.toMinutes() + " min";
  }

  /** The innermost cause speaks plainest; without one gRPC's own words must do. */
  private static String reason(Throwable error) {
    Status status = Status.fromThrowable(error);
    Throwable cause = status.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause == null ? status.getDescription() : cause.getMessage();
    return text == null ? status.getCode().toString() : text;
  }

  static PortException infrastructure(
      String message, @Nullable String mend, @Nullable Throwable cause) {
    return new PortException(FailureClass.INFRASTRUCTURE, message, mend, cause);
  }
}
