package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.model.image.RegistryLogin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The clients of accounts that were used lately, for the tokens that they remember. A client is
 * found again by a digest of its account under a key of this process, which tells nobody anything.
 */
final class Clients {
  static final int MOST = 200;
  private static final String HMAC = "HmacSHA256";

  private final SecretKeySpec key;
  private final Function<RegistryLogin, RegistryClient> newClient;
  private final Map<ByteBuffer, RegistryClient> byAccount = new LinkedHashMap<>(16, 0.75f, true);

  Clients(Function<RegistryLogin, RegistryClient> newClient) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.key = new SecretKeySpec(random, HMAC);
    this.newClient = newClient;
  }

  /** The account's client; the one that was not asked for longest goes when there are too many. */
  synchronized RegistryClient of(RegistryLogin login) {
    RegistryClient client = byAccount.computeIfAbsent(digest(login), id -> newClient.apply(login));
    if (byAccount.size() > MOST) {
      byAccount.remove(byAccount.keySet().iterator().next());
    }
    return client;
  }

  synchronized int size() {
    return byAccount.size();
  }

  private ByteBuffer digest(RegistryLogin login) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      for (String part :
          new String[] {login.host().value(), login.username(), login.password().reveal()}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        mac.update(bytes);
      }
      return ByteBuffer.wrap(mac.doFinal()).asReadOnlyBuffer();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
