package dev.clickdeploy.adapter.registry.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a refusal, by its status and words. The words are Harbor's (goharbor/harbor,
 * src/lib/errors and src/server/middleware): quota, read-only mode and rights are all 403 there,
 * rules for tags and references between images all 412.
 */
record Mends(@Nullable Account account) {
  String of(int status, String said) {
    String words = said.toLowerCase(Locale.ROOT);
    return switch (status) {
      case 401 -> credentials();
      case 403 -> forbidden(words);
      case 404 -> "check REGISTRY_URL: nothing there speaks the registry API";
      case 405 -> notAllowed(words);
      case 409 -> "somebody else changes the same at this moment; try again";
      case 412 -> precondition(words);
      case 413 ->
          "a proxy before the registry limits what it lets through: raise it, which in nginx is"
              + " client_max_body_size";
      default -> "ask the registry's operator";
    };
  }

  String credentials() {
    return account == null
        ? "the registry wants an account: set REGISTRY_USERNAME and REGISTRY_PASSWORD"
        : "check REGISTRY_USERNAME ('%s') and REGISTRY_PASSWORD, and that the account may pull and push there"
            .formatted(account.username());
  }

  private static String forbidden(String words) {
    if (words.contains("quota")) {
      return "raise the project's quota in the registry, or delete images and have it collect its"
          + " garbage";
    }
    if (words.contains("read only") || words.contains("read-only")) {
      return "the registry is in read-only mode: its administrator ends that";
    }
    return "give the account of REGISTRY_USERNAME the right to pull and push there; it may also be"
        + " over its quota, or the registry read-only";
  }

  private static String notAllowed(String words) {
    return words.contains("proxy")
        ? "the project is a proxy cache, which takes no pushes: deploy to another project"
        : "check REGISTRY_URL: nothing there speaks the registry API";
  }

  private static String precondition(String words) {
    if (words.contains("immutable")) {
      return "a rule makes this tag immutable: exempt click-deploy's tags from it, or deploy to"
          + " another project";
    }
    if (words.contains("referenced by others")) {
      return "it belongs to an index: delete that one, it goes along";
    }
    if (words.contains("projectpolicyviolation")) {
      return "the project's policy stops it, by severity of findings or a missing signature: mend"
          + " the image or the policy";
    }
    if (words.contains("scanner")) {
      return "connect a scanner to the project in the registry's administration";
    }
    return "a rule of the registry forbids it, such as one for immutable tags; have it allow"
        + " click-deploy's tags, or deploy to another project";
  }
}
