package dev.clickdeploy.adapter.buildkit.auth;

import dev.clickdeploy.model.image.RegistryLogin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Ed25519 key by which the daemon tells whether two sessions hold the same credentials. It
 * follows from the credentials, the daemon's salt and a seed of this build.
 */
final class TokenAuthority {
  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final byte[] seed = new byte[KEY_BYTES];

  TokenAuthority() {
    new SecureRandom().nextBytes(seed);
  }

  /** The raw public key, 32 bytes. */
  byte[] publicKey(RegistryLogin login, byte[] salt) {
    byte[] encoded = keys(login, salt).getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  /** The signature followed by what it signs. */
  byte[] signed(RegistryLogin login, byte[] salt, byte[] payload) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys(login, salt).getPrivate());
      signature.update(payload);
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      signed.writeBytes(signature.sign());
      signed.writeBytes(payload);
      return signed.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  private KeyPair keys(RegistryLogin login, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(seed, HMAC));
      mac.update(salt);
      mac.update(login.username().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      mac.update(login.password().reveal().getBytes(StandardCharsets.UTF_8));
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, new Fixed(mac.doFinal()));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519 and " + HMAC, e);
    }
  }

  /** Makes the key generator take the bytes that it is given as the private key. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
