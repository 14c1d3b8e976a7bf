package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.registry.harbor.HarborOptions;
import java.util.List;
import java.util.Optional;

/** Whether the registry is a Harbor, and how it is used then. */
final class HarborSettings {
  private static final String KIND = "REGISTRY_KIND";
  private static final String ROBOTS = "HARBOR_ROBOTS";
  private static final String SCAN = "HARBOR_SCAN_ON_PUSH";
  private static final String QUOTA = "HARBOR_PROJECT_QUOTA";

  private HarborSettings() {}

  /** Empty for a registry that is spoken to by the distribution specification alone. */
  static Optional<HarborOptions> of(Values values) {
    boolean harbor = values.parsed(KIND, HarborSettings::isHarbor).orElse(false);
    if (!harbor) {
      for (String name : List.of(ROBOTS, SCAN, QUOTA)) {
        values.text(name).ifPresent(value -> refuse(name));
      }
      return Optional.empty();
    }
    if (values.text("REGISTRY_USERNAME").isEmpty() || values.text("REGISTRY_PASSWORD").isEmpty()) {
      throw new SettingException(
          KIND + "=harbor needs REGISTRY_USERNAME and REGISTRY_PASSWORD, of a user or a robot");
    }
    HarborOptions options =
        HarborOptions.DEFAULT.withRobots(values.flag(ROBOTS)).withScanOnPush(values.flag(SCAN));
    return Optional.of(
        values.text(QUOTA).isEmpty() ? options : options.withProjectQuota(values.bytes(QUOTA, 0)));
  }

  private static void refuse(String name) {
    throw new SettingException(name + " is set, but " + KIND + " is not harbor");
  }

  private static boolean isHarbor(String kind) {
    return switch (kind) {
      case "harbor" -> true;
      case "oci" -> false;
      default -> throw new IllegalArgumentException("'" + kind + "' is neither oci nor harbor");
    };
  }
}
