package dev.clickdeploy.bootstrap.demo;

import dev.clickdeploy.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A push event in the form and with the signature that GitHub sends (GitHub docs, "Webhook events:
 * push").
 */
record GitHubPush(String cloneUrl, String branch, String sha) {
  private static final String NO_COMMIT = "0".repeat(40);

  Map<String, ?> payload() {
    return Map.of(
        "ref",
        "refs/heads/" + branch,
        "before",
        NO_COMMIT,
        "after",
        sha,
        "deleted",
        false,
        "repository",
        Map.of("clone_url", cloneUrl));
  }

  static String signature(String body, Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
