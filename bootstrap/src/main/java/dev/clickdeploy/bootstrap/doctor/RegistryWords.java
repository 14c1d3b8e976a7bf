package dev.clickdeploy.bootstrap.doctor;

import dev.clickdeploy.bootstrap.settings.Settings;

/** What an operator should know of a registry that answers. */
final class RegistryWords {
  private RegistryWords() {}

  /** Empty where there is nothing to know. */
  static String of(Settings settings) {
    Settings.Registry registry = settings.registry();
    if (registry == null) {
      return "";
    }
    if (registry.address().isExposed()) {
      return " (plain http by REGISTRY_ALLOW_HTTP: images and passwords travel unencrypted)";
    }
    return registry.trust().authorities().isEmpty()
        ? ""
        : " (by REGISTRY_CA; BuildKit pushes by itself, and has to trust the same authority)";
  }
}
