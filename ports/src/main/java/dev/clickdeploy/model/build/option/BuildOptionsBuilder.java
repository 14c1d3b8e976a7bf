package dev.clickdeploy.model.build.option;

import dev.clickdeploy.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers options one by one; what is not named stays as in a plain build. */
public final class BuildOptionsBuilder {
  private final Map<String, Secret> secrets = new HashMap<>();
  private final List<SshAgent> sshAgents = new ArrayList<>();
  private Freshness freshness = Freshness.CACHED;
  private List<Platform> platforms = List.of();
  private StepLimits steps = StepLimits.NONE;
  private final Map<String, NamedContext> contexts = new HashMap<>();
  private @Nullable String frontend;
  private @Nullable Instant epoch;
  private ImageForm image = ImageForm.DEFAULT;
  private CacheExchange cache = CacheExchange.NONE;
  private Attestations attestations = Attestations.NONE;
  private @Nullable Duration idle;

  BuildOptionsBuilder() {}

  /** A secret for the steps that mount its id. */
  public BuildOptionsBuilder secret(String id, Secret value) {
    secrets.put(id, value);
    return this;
  }

  /** Secrets by id, for the steps that mount them. */
  public BuildOptionsBuilder secrets(Map<String, Secret> values) {
    secrets.putAll(values);
    return this;
  }

  /** An SSH agent for the steps that mount its id. */
  public BuildOptionsBuilder sshAgent(SshAgent agent) {
    sshAgents.add(agent);
    return this;
  }

  /** What must not come from a cache. */
  public BuildOptionsBuilder freshness(Freshness value) {
    freshness = value;
    return this;
  }

  /** What to build for. */
  public BuildOptionsBuilder platforms(Platform... values) {
    platforms = List.of(values);
    return this;
  }

  /** What steps may use. */
  public BuildOptionsBuilder steps(StepLimits value) {
    steps = value;
    return this;
  }

  /** One more source under a name. */
  public BuildOptionsBuilder context(String name, NamedContext context) {
    contexts.put(name, context);
    return this;
  }

  /** An image that reads the Dockerfile in the builder's stead. */
  public BuildOptionsBuilder gatewayFrontend(String reference) {
    frontend = reference;
    return this;
  }

  /** One time for the image and all that it holds, in whole seconds. */
  public BuildOptionsBuilder sourceDateEpoch(Instant time) {
    epoch = time;
    return this;
  }

  /** In what form the image is pushed. */
  public BuildOptionsBuilder image(ImageForm value) {
    image = value;
    return this;
  }

  /** Caches kept elsewhere. */
  public BuildOptionsBuilder cache(CacheExchange value) {
    cache = value;
    return this;
  }

  /** What is stated about the image beside it. */
  public BuildOptionsBuilder attestations(Attestations value) {
    attestations = value;
    return this;
  }

  /** The longest time without a step, a line of output or a byte moved. */
  public BuildOptionsBuilder idleTimeout(Duration longest) {
    idle = longest;
    return this;
  }

  /**
   * The options.
   *
   * @throws IllegalArgumentException when an id or a name is malformed, an SSH agent's id is given
   *     twice, or the idle timeout is not positive
   */
  public BuildOptions build() {
    return new BuildOptions(
        secrets,
        sshAgents,
        freshness,
        platforms,
        steps,
        contexts,
        frontend,
        epoch,
        image,
        cache,
        attestations,
        idle);
  }
}
