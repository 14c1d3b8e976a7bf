package dev.clickdeploy.adapter.postgres.secret;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets with AES-256-GCM (NIST SP 800-38D): a format byte, 96 random bits of nonce, the
 * ciphertext with its 128-bit tag. The place where a value is kept is authenticated with it, so a
 * value that was copied to another row or column does not open there.
 */
public final class SecretBox {
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  /**
   * A box under this key.
   *
   * @throws IllegalArgumentException when it is not the Base64 of 32 bytes
   */
  public SecretBox(Secret base64) {
    this.key = new SecretKeySpec(decoded(base64), "AES");
  }

  private static byte[] decoded(Secret base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.reveal().strip());
    } catch (IllegalArgumentException e) {
      bytes = new byte[0]; // the exception would quote the key
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the secret key must be the Base64 of 32 bytes (setting CLICKDEPLOY_SECRET_KEY)");
    }
    return bytes;
  }

  /** Encrypts a secret for exactly this place. */
  public byte[] seal(Secret secret, Place place) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(FORMAT)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /**
   * Decrypts what was sealed for this place.
   *
   * @throws PortException when it was sealed under another key or for another place, or was changed
   */
  public Secret open(byte[] sealed, Place place) {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORMAT) {
      throw unreadable(place, null);
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    try {
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, place)
              .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
      return Secret.of(new String(plain, StandardCharsets.UTF_8));
    } catch (AEADBadTagException e) {
      throw unreadable(place, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, Place place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.toString().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static PortException unreadable(Place place, @Nullable Throwable cause) {
    return new PortException(
        FailureClass.INFRASTRUCTURE,
        "the secret in %s cannot be decrypted: it was written under another key, or was changed"
            .formatted(place),
        "use the secret key under which it was written (setting CLICKDEPLOY_SECRET_KEY)",
        cause);
  }
}
