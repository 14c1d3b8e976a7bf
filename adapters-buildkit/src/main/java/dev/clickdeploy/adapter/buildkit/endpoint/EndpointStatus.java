package dev.clickdeploy.adapter.buildkit.endpoint;

import dev.clickdeploy.model.build.option.Platform;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a daemon since it was last asked.
 *
 * @param version empty when it does not say, as the one inside an engine
 * @param platforms that it builds for, its own first; empty while unknown
 * @param running builds of this client
 * @param why it is dead, else null
 */
public record EndpointStatus(
    String address,
    State state,
    String version,
    List<Platform> platforms,
    int running,
    @Nullable String why) {
  public EndpointStatus {
    platforms = List.copyOf(platforms);
  }

  /** Whether builds go there. */
  public enum State {
    /** Not asked yet. */
    UNKNOWN,
    HEALTHY,
    /** Builds go elsewhere until it answers again. */
    DEAD
  }

  /** Why it is dead, when it is. */
  public Optional<String> trouble() {
    return Optional.ofNullable(why);
  }
}
