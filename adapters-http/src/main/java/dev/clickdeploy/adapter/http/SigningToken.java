package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature under a GitLab webhook's signing token: {@code v1,} and the Base64 of the HMAC-SHA256
 * over id, time and body, several separated by spaces; the key is what follows {@code whsec_} in
 * the token, in Base64 (Standard Webhooks, signature scheme).
 */
record SigningToken(String id, String timestamp, String signatures, byte[] body)
    implements GitLabProof {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  @Override
  public boolean provenBy(Secret secret) {
    byte[] key = key(secret.reveal());
    if (key.length == 0) {
      return false;
    }
    byte[] expected = ("v1," + signature(key)).getBytes(StandardCharsets.US_ASCII);
    return Stream.of(signatures.split(" "))
        .map(each -> MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.UTF_8)))
        .reduce(false, Boolean::logicalOr);
  }

  /** In either alphabet of Base64; empty when the secret is no signing token. */
  private static byte[] key(String token) {
    if (!token.startsWith(PREFIX)) {
      return new byte[0];
    }
    try {
      String encoded = token.substring(PREFIX.length()).replace('-', '+').replace('_', '/');
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private String signature(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
