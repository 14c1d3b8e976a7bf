package dev.clickdeploy.adapter.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as GitHub sends it.
 *
 * @param secret null sends no signature
 */
record GitHubDelivery(String event, String contentType, byte[] body, @Nullable String secret) {

  static GitHubDelivery push(String json, @Nullable String secret) {
    return new GitHubDelivery(
        "push", "application/json", json.getBytes(StandardCharsets.UTF_8), secret);
  }

  Reply to(TestServer server) {
    HttpRequest.Builder request =
        server
            .open("/webhooks/github")
            .header("Content-Type", contentType)
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
            .header("User-Agent", "GitHub-Hookshot/044aadd");
    if (secret != null) {
      request.header("X-Hub-Signature-256", signature(body, secret));
    }
    return TestServer.send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  static String signature(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
