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
        "the registry %s refused the login, or the account may not do this, or there is no such project%s"
            .formatted(host, status.find() ? " (" + status.group(1) + ")" : ""),
        "set REGISTRY_USERNAME and REGISTRY_PASSWORD to an account that may push there");
  }

  /** Harbor means its rules for tags, and what a project's policy stops. */
  static Failure againstRule(String said) {
    return refusal(
        said,
        "a rule of the registry %s forbids this push (412)",
        "exempt click-deploy's tags from the rule, which may make tags immutable, or deploy to"
            + " another project");
  }

  /** Harbor means a proxy cache. */
  static Failure notTaken(String said) {
    return refusal(
        said,
        "the registry %s takes no pushes there (405)",
        "deploy to another project: one that is a proxy cache takes none");
  }

  static Failure tooLarge(String said) {
    return refusal(
        said,
        "a layer is larger than what the registry %s lets through (413)",
        "raise the limit of the proxy before it, which in nginx is client_max_body_size");
  }

  static Failure nowhere(String said) {
    return refusal(
        said,
        "the registry %s has no place for this image (404)",
        "make the project or repository there, or check REGISTRY_URL");
  }

  /** Harbor means a quota or its read-only mode: who lacks a right gets 401. */
  static Failure forbidden(String said) {
    return refusal(
        said,
        "the registry %s forbids this push (403)",
        "look whether its quota is used up or it is read-only, and whether the account of"
            + " REGISTRY_USERNAME and REGISTRY_PASSWORD may push there");
  }

  private static Failure refusal(String said, String message, String mend) {
    return Failure.of(FailureClass.REGISTRY, message.formatted(host(said)), mend);
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
