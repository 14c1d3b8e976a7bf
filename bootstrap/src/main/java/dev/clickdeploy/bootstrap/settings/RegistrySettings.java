package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.registry.http.RegistryTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is trusted on the way to the registry. */
final class RegistrySettings {
  static final String CA = "REGISTRY_CA";
  static final String ALLOW_HTTP = "REGISTRY_ALLOW_HTTP";

  private RegistrySettings() {}

  static RegistryTrust trust(Values values) {
    boolean allowHttp = values.flag(ALLOW_HTTP);
    return values
        .text(CA)
        .map(file -> trusting(file, allowHttp))
        .orElseGet(() -> RegistryTrust.of(null, allowHttp));
  }

  private static RegistryTrust trusting(String file, boolean allowHttp) {
    try {
      return RegistryTrust.of(Files.readString(Path.of(file)), allowHttp);
    } catch (IOException e) {
      throw wrong(file, "cannot be read");
    } catch (IllegalArgumentException e) {
      throw wrong(file, String.valueOf(e.getMessage()));
    }
  }

  private static SettingException wrong(String file, String what) {
    return new SettingException(
        "%s: %s %s; give a PEM file with the certificate of the authority that signed the registry's"
            .formatted(CA, file, what));
  }
}
