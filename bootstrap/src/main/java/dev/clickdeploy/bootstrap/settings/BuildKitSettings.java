package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.endpoint.Endpoint;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.adapter.buildkit.transport.Tls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The daemons that build.
 *
 * @param endpoints at least one: as given, found on this machine, or else where buildkitd usually
 *     listens
 */
public record BuildKitSettings(List<Endpoint> endpoints) {
  private static final String ADDRESS = "BUILDKIT_ADDRESS";

  /** Where buildkitd listens unless it is told otherwise (buildkitd's documentation, --addr). */
  private static final String USUAL = "unix:///run/buildkit/buildkitd.sock";

  public BuildKitSettings {
    endpoints = List.copyOf(endpoints);
  }

  static BuildKitSettings of(Values values) {
    String addresses = values.text(ADDRESS).or(() -> LocalDaemons.find(values)).orElse(USUAL);
    Tls tls = BuildKitTls.of(values).orElse(null);
    List<Endpoint> endpoints =
        Endpoint.parse(addresses, null).stream().map(endpoint -> secured(endpoint, tls)).toList();
    if (tls != null && endpoints.stream().allMatch(endpoint -> endpoint.tls() == null)) {
      throw new SettingException(
          "%s secures tcp:// addresses, and BUILDKIT_ADDRESS has none: give tcp://host:port, or unset it"
              .formatted(BuildKitTls.given(values)));
    }
    check(endpoints, values);
    return new BuildKitSettings(endpoints);
  }

  private static Endpoint secured(Endpoint endpoint, @Nullable Tls tls) {
    try {
      return DaemonAddress.parse(endpoint.address()) instanceof DaemonAddress.Tcp
          ? new Endpoint(endpoint.address(), tls)
          : endpoint;
    } catch (IllegalArgumentException e) {
      throw new SettingException(ADDRESS + ": " + e.getMessage());
    }
  }

  /** Making a client reads the certificates, and connects nowhere yet. */
  private static void check(List<Endpoint> endpoints, Values values) {
    for (Endpoint endpoint : endpoints) {
      try {
        BuildKit.pool(List.of(endpoint)).close();
      } catch (IllegalArgumentException e) {
        throw new SettingException(BuildKitTls.given(values) + ": " + e.getMessage());
      }
    }
  }

  /** A client of all of them; it connects when it is first used. */
  public BuildKit client(RegistryAccess registries) {
    return BuildKit.pool(endpoints, registries);
  }

  /** The addresses, for people. */
  @Override
  public String toString() {
    return String.join(", ", endpoints.stream().map(Endpoint::address).toList());
  }
}
