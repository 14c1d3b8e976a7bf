package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.registry.harbor.HarborOptions;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.KeptImages;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, parsed once. Names and defaults are in the README's table.
 *
 * @param databaseUrl null for the embedded PostgreSQL in the data directory
 * @param registry null when none is given; then nothing can be built
 * @param adminToken null for a random one kept in the data directory
 * @param secretKey 32 bytes that encrypt secrets at rest; null for a random one kept in the data
 *     directory
 * @param requestsPerSecond of each token; 0 for any number
 * @param keptImages which images stay in the registry; null for all
 * @param openMetrics whether everybody may read {@code /metrics}, or only the administrator
 */
public record Settings(
    @Nullable DatabaseUrl databaseUrl,
    BuildKitSettings buildkit,
    @Nullable Registry registry,
    Path buildDirectory,
    Path dataDirectory,
    InetSocketAddress httpAddress,
    @Nullable Secret adminToken,
    @Nullable Secret secretKey,
    int requestsPerSecond,
    boolean openMetrics,
    Work work,
    GitSettings git,
    PlannerSettings planning,
    HostSettings hosts,
    @Nullable KeptImages keptImages) {

  /**
   * The registry as {@code REGISTRY_URL}, {@code REGISTRY_USERNAME} and {@code REGISTRY_PASSWORD}
   * name it.
   *
   * @param trust what is trusted on the way there: {@code REGISTRY_CA}, {@code REGISTRY_ALLOW_HTTP}
   * @param harbor how a Harbor is used; null for a registry of another kind
   */
  public record Registry(
      String url,
      @Nullable String username,
      @Nullable Secret password,
      RegistryTrust trust,
      @Nullable HarborOptions harbor) {
    /**
     * Where it is.
     *
     * @throws SettingException when the URL is none
     */
    public RegistryAddress address() {
      try {
        return RegistryAddress.parse(url, trust.allowHttp());
      } catch (IllegalArgumentException e) {
        throw new SettingException("REGISTRY_URL: " + e.getMessage());
      }
    }
  }

  /**
   * How jobs are worked on.
   *
   * @param workers how many at once in this process; 0 serves the API only
   * @param lease how long a claim holds without a heartbeat
   * @param attempts how often an infrastructure failure is tried
   * @param retryDelay wait before the second attempt, doubled for each further one
   * @param buildTimeout longest time for one build
   * @param buildIdleTimeout longest silence of one build
   * @param stopGrace how long a stop waits for running builds
   */
  public record Work(
      int workers,
      Duration lease,
      int attempts,
      Duration retryDelay,
      Duration buildTimeout,
      Duration buildIdleTimeout,
      Duration stopGrace) {}

  /**
   * The settings of this process: its environment, and beneath it the {@code .env} file in the
   * working directory.
   *
   * @throws SettingException naming the first wrong setting
   */
  public static Settings ofEnvironment() {
    Map<String, String> merged = new java.util.HashMap<>(DotEnv.read(Path.of(".env")));
    merged.putAll(System.getenv());
    return of(merged);
  }

  /** The settings that these variables give. */
  public static Settings of(Map<String, String> variables) {
    Values values = new Values(variables);
    Path data = values.text("CLICKDEPLOY_DATA_DIR").map(Path::of).orElseGet(() -> home(values));
    return new Settings(
        values.text(DatabaseUrl.NAME).map(DatabaseUrl::parse).orElse(null),
        BuildKitSettings.of(values),
        registry(values).orElse(null),
        values.text("BUILD_DIR").map(Path::of).orElse(data.resolve("build")).toAbsolutePath(),
        data.toAbsolutePath(),
        values.socketAddress("CLICKDEPLOY_HTTP_ADDRESS", "127.0.0.1:8080"),
        values.text("CLICKDEPLOY_ADMIN_TOKEN").map(Settings::adminToken).orElse(null),
        values.text("CLICKDEPLOY_SECRET_KEY").map(SecretKeys::checked).orElse(null),
        values.integer("CLICKDEPLOY_RATE_LIMIT", 50, 0, 1_000_000),
        values.parsed("CLICKDEPLOY_METRICS", Settings::openMetrics).orElse(false),
        work(values),
        GitSettings.of(values),
        PlannerSettings.of(values, data),
        HostSettings.of(values),
        keptImages(values));
  }

  private static Optional<Registry> registry(Values values) {
    return values
        .text("REGISTRY_URL")
        .map(
            url ->
                new Registry(
                    url,
                    values.text("REGISTRY_USERNAME").orElse(null),
                    values.text("REGISTRY_PASSWORD").map(Secret::of).orElse(null),
                    RegistrySettings.trust(values),
                    HarborSettings.of(values).orElse(null)));
  }

  private static Work work(Values values) {
    return new Work(
        values.integer("CLICKDEPLOY_WORKERS", 2, 0, 256),
        values.duration("CLICKDEPLOY_LEASE", Duration.ofSeconds(30)),
        values.integer("CLICKDEPLOY_ATTEMPTS", 3, 1, 100),
        values.duration("CLICKDEPLOY_RETRY_DELAY", Duration.ofSeconds(2)),
        values.duration("CLICKDEPLOY_BUILD_TIMEOUT", Duration.ofMinutes(30)),
        values.duration("CLICKDEPLOY_BUILD_IDLE_TIMEOUT", Duration.ofMinutes(10)),
        values.duration("CLICKDEPLOY_STOP_GRACE", Duration.ofSeconds(30)));
  }

  /** An age alone deletes nothing: whoever sets only that keeps every image. */
  private static @Nullable KeptImages keptImages(Values values) {
    Duration atLeast = values.durationOrOff("CLICKDEPLOY_KEEP_IMAGES_FOR", Duration.ofDays(7));
    return values
        .parsed("CLICKDEPLOY_KEEP_IMAGES", Settings::keptImages)
        .filter(newest -> newest > 0)
        .map(newest -> new KeptImages(newest, atLeast))
        .orElse(null);
  }

  /** Zero for all. */
  private static int keptImages(String text) {
    if (text.equalsIgnoreCase("all")) {
      return 0;
    }
    if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= KeptImages.MOST) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "'%s' is neither a whole number from 1 to %d nor all".formatted(text, KeptImages.MOST));
  }

  private static Secret adminToken(String text) {
    if (text.length() < 16) {
      throw SettingException.wrongSecret(
          "CLICKDEPLOY_ADMIN_TOKEN", "a random text of at least 16 characters");
    }
    return Secret.of(text);
  }

  private static boolean openMetrics(String text) {
    return switch (text) {
      case "open" -> true;
      case "admin" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither open nor admin");
    };
  }

  private static Path home(Values values) {
    Path share =
        values
            .text("XDG_DATA_HOME")
            .map(Path::of)
            .orElseGet(() -> Path.of(values.text("HOME").orElse(".")).resolve(".local/share"));
    return share.resolve("click-deploy");
  }
}
