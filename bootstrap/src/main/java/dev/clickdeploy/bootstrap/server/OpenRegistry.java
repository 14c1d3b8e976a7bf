package dev.clickdeploy.bootstrap.server;

import dev.clickdeploy.adapter.registry.OciRegistry;
import dev.clickdeploy.adapter.registry.harbor.HarborOptions;
import dev.clickdeploy.adapter.registry.harbor.HarborRegistry;
import dev.clickdeploy.bootstrap.settings.SettingException;
import dev.clickdeploy.bootstrap.settings.Settings;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.port.out.ImageRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registry that the settings name, of whichever kind, until it is closed. */
public final class OpenRegistry implements AutoCloseable {
  private final ImageRegistry images;
  private final RegistryHost host;
  private final Supplier<String> version;
  private final Runnable end;

  private OpenRegistry(
      ImageRegistry images, RegistryHost host, Supplier<String> version, Runnable end) {
    this.images = images;
    this.host = host;
    this.version = version;
    this.end = end;
  }

  /** Nothing is asked of it yet. */
  static OpenRegistry of(Settings.Registry registry) {
    @Nullable HarborOptions harbor = registry.harbor();
    try {
      return harbor == null ? oci(registry) : harbor(registry, harbor);
    } catch (IllegalArgumentException e) {
      throw new SettingException("REGISTRY_URL: " + e.getMessage());
    }
  }

  private static OpenRegistry oci(Settings.Registry registry) {
    OciRegistry oci =
        OciRegistry.at(registry.url(), registry.username(), registry.password(), registry.trust());
    return new OpenRegistry(oci, oci.host(), () -> "", oci::close);
  }

  private static OpenRegistry harbor(Settings.Registry registry, HarborOptions options) {
    String username = Objects.requireNonNull(registry.username(), "username");
    Secret password = Objects.requireNonNull(registry.password(), "password");
    HarborRegistry harbor =
        HarborRegistry.at(registry.url(), username, password, registry.trust(), options);
    return new OpenRegistry(
        harbor,
        harbor.host(),
        () -> " (Harbor " + harbor.version().orElse("of unknown version") + ")",
        harbor::close);
  }

  /** What the core works with. */
  public ImageRegistry images() {
    return images;
  }

  /** The host as it stands in image references. */
  public RegistryHost host() {
    return host;
  }

  /**
   * Checks it.
   *
   * @return what it is, for people
   */
  public String check() {
    images.check();
    return host + version.get();
  }

  @Override
  public void close() {
    end.run();
  }
}
