package dev.clickdeploy.model.build.option;

import dev.clickdeploy.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a build that is rarely asked for; {@link #DEFAULT} asks for none of it.
 *
 * @param secrets by id, for {@code RUN --mount=type=secret,id=…}; they reach the step that mounts
 *     them and nothing else
 * @param sshAgents for {@code RUN --mount=type=ssh,id=…}
 * @param platforms to build for; several make an index, none means the builder's own
 * @param contexts more sources, by the name under which {@code FROM} and {@code COPY --from} use
 *     them; one of a stage's or an image's name takes its place
 * @param frontend image of a gateway frontend that reads the Dockerfile, null for the builder's own
 * @param epoch the time that the image and its files bear, {@code SOURCE_DATE_EPOCH}; null for each
 *     its own
 * @param idle the longest time without a word from the build: no step, no output, no byte moved;
 *     null for any
 */
public record BuildOptions(
    Map<String, Secret> secrets,
    List<SshAgent> sshAgents,
    Freshness freshness,
    List<Platform> platforms,
    StepLimits steps,
    Map<String, NamedContext> contexts,
    @Nullable String frontend,
    @Nullable Instant epoch,
    ImageForm image,
    CacheExchange cache,
    Attestations attestations,
    @Nullable Duration idle) {
  /** A plain build. */
  public static final BuildOptions DEFAULT = new BuildOptionsBuilder().build();

  public BuildOptions {
    secrets = Map.copyOf(secrets);
    sshAgents = List.copyOf(sshAgents);
    Objects.requireNonNull(freshness, "freshness");
    platforms = platforms.stream().distinct().toList();
    Objects.requireNonNull(steps, "steps");
    contexts = Map.copyOf(contexts);
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(attestations, "attestations");
    if (idle != null && !idle.isPositive()) {
      throw new IllegalArgumentException("a build may be idle for some time, or for any");
    }
    Named.required(secrets.keySet(), "a secret's id");
    Named.required(contexts.keySet(), "a named context's name");
    if (sshAgents.stream().map(SshAgent::id).distinct().count() < sshAgents.size()) {
      throw new IllegalArgumentException("two SSH agents have the same id");
    }
  }

  /** Begins with a plain build. */
  public static BuildOptionsBuilder builder() {
    return new BuildOptionsBuilder();
  }

  /** The image's and its files' time, when one was asked for. */
  public Optional<Instant> sourceDateEpoch() {
    return Optional.ofNullable(epoch);
  }

  /** How long the build may be idle, when that has a limit. */
  public Optional<Duration> idleTimeout() {
    return Optional.ofNullable(idle);
  }

  /** The gateway frontend's image, when one was asked for. */
  public Optional<String> gatewayFrontend() {
    return Optional.ofNullable(frontend);
  }
}
