package dev.clickdeploy.core.tenant;

import dev.clickdeploy.model.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets that cannot be guessed and that scanners of leaked secrets recognise. */
public final class RandomSecrets {
  private static final int BYTES = 32;
  private static final String SIGNING_TOKEN = "whsec_";

  private final SecureRandom random = new SecureRandom();

  /**
   * A webhook's secret that is a signing token, too: {@code whsec_} and 256 random bits in Base64
   * with padding, as whoever reads it strictly wants it (Standard Webhooks, symmetric secrets).
   */
  public Secret nextSigningToken() {
    return Secret.of(SIGNING_TOKEN + Base64.getEncoder().encodeToString(bytes()));
  }

  /** The prefix, followed by 256 random bits in URL-safe Base64. */
  public Secret next(String prefix) {
    return Secret.of(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes()));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
