package dev.clickdeploy.bootstrap.server;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.git.GitRepositories;
import dev.clickdeploy.adapter.githost.HostStatuses;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.registry.http.RegistryAddress;
import dev.clickdeploy.bootstrap.database.Database;
import dev.clickdeploy.bootstrap.settings.SettingException;
import dev.clickdeploy.bootstrap.settings.Settings;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.WorkSettings;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.ImageRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

/**
 * Which part is plugged in where: the settings on one side, the adapters and the core on the other.
 */
public final class Wiring {
  private static final Duration LONGEST_RETRY_DELAY = Duration.ofMinutes(2);

  private static final int LONGEST_HOST = 64;

  private Wiring() {}

  /** The database's stores; secrets are encrypted under the key. */
  public static Postgres postgres(Database database, Secret key) {
    return Postgres.using(database.pool(), database.single(), key);
  }

  /**
   * The registry.
   *
   * @throws SettingException when none is set
   */
  public static OpenRegistry registry(Settings settings) {
    Settings.Registry registry = settings.registry();
    if (registry == null) {
      throw new SettingException(
          "REGISTRY_URL is not set: give the registry that takes the images, such as"
              + " https://harbor.example/prefix");
    }
    return OpenRegistry.of(registry);
  }

  /** How builders reach the registry; the usual way where none is set. */
  static RegistryAccess access(Settings settings) {
    Settings.Registry registry = settings.registry();
    if (registry == null) {
      return RegistryAccess.USUAL;
    }
    RegistryAddress address = registry.address();
    return new RegistryAccess(
        address.isExposed() ? Set.of(address.host()) : Set.of(),
        registry.trust().tls().orElse(null));
  }

  /** Who tells git hosts what became of commits. */
  static HostStatuses statuses(Settings settings) {
    return new HostStatuses(
        settings.git().policy()::checkAddresses, settings.hosts().apis(), settings.git().timeout());
  }

  static ClickDeploy clickDeploy(
      Settings settings,
      Postgres postgres,
      BuildKit buildKit,
      ImageRegistry registry,
      HostStatuses statuses,
      EventSink events) {
    return ClickDeploy.builder()
        .storage(postgres)
        .sources(
            GitRepositories.in(
                settings.buildDirectory(),
                settings.git().policy(),
                settings.git().limits(),
                settings.git().timeout()))
        .planner(settings.planning().planner())
        .builder(buildKit)
        .registry(registry)
        .commitStatuses(statuses, settings.hosts()::link)
        .pushes(settings.hosts().pushes())
        .keepImages(settings.keptImages())
        .events(events)
        .work(work(settings.work()))
        .name(processName())
        .build();
  }

  /** The machine and the process on it, as operators look for them. */
  private static String processName() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "localhost";
    }
    String shown = host.substring(0, Math.min(host.length(), LONGEST_HOST));
    return shown + "-" + ProcessHandle.current().pid();
  }

  private static WorkSettings work(Settings.Work work) {
    Duration longest =
        work.retryDelay().compareTo(LONGEST_RETRY_DELAY) > 0
            ? work.retryDelay()
            : LONGEST_RETRY_DELAY;
    return new WorkSettings(
        work.workers(),
        work.lease(),
        work.attempts(),
        new Backoff(work.retryDelay(), longest, Backoff.DEFAULT.jitter()),
        work.buildTimeout(),
        work.buildIdleTimeout(),
        work.stopGrace(),
        WorkSettings.DEFAULT.stopHard(),
        WorkSettings.DEFAULT.keepFinished());
  }
}
