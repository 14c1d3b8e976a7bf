package dev.clickdeploy.adapter.buildkit.failure;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes wrong between the daemon and the registry that takes the image. */
final class RegistryTrouble {
  private static final Pattern HOST = Pattern.compile("failed to push ([^/\\s]+)/");
  private static final Pattern STATUS = Pattern.compile("\\b(40[13])\\b");

  private RegistryTrouble() {}

  static PortException unreachable(String said) {
    return DaemonTrouble.infrastructure(
        "the registry %s cannot be reached by BuildKit: %s".formatted(host(said), said),
        "check that the registry runs and that the builder's network reaches it",
        null);
  }

  static Failure refused(String host, String said) {
    Matcher status = STATUS.matcher(said);
    return Failure.of(
        FailureClass.REGISTRY,
        "the registry %s refused the login, or the account may not do this%s"
            .formatted(host, status.find() ? " (" + status.group(1) + ")" : ""),
        "set REGISTRY_USERNAME and REGISTRY_PASSWORD to an account that may push there");
  }

  static Failure failed(String said) {
    return Failure.of(
        FailureClass.REGISTRY,
        "the push to the registry %s failed: %s".formatted(host(said), said),
        "see the registry's log");
  }

  static String host(String said) {
    Matcher host = HOST.matcher(said);
    return host.find() ? host.group(1) : "";
  }
}
