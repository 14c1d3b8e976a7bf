package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of {@code X-Hub-Signature-256} with the bytes that it signs: {@code sha256=} and the
 * HMAC-SHA256 in hexadecimal (GitHub docs, "Validating webhook deliveries").
 */
record GitHubSignature(String header, String prefix, byte[] body) {
  private static final String ALGORITHM = "HmacSHA256";

  /** GitHub's and Bitbucket's, which say how it was made. */
  GitHubSignature(String header, byte[] body) {
    this(header, "sha256=", body);
  }

  /** Gitea's and Forgejo's, which do not (Gitea docs, "Webhooks", authorization header). */
  static GitHubSignature bare(String header, byte[] body) {
    return new GitHubSignature(header, "", body);
  }

  /** Whether this secret made the signature; compared in constant time. */
  boolean provenBy(Secret secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      String expected = prefix + HexFormat.of().formatHex(mac.doFinal(body));
      return MessageDigest.isEqual(
          expected.getBytes(StandardCharsets.US_ASCII), header.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
