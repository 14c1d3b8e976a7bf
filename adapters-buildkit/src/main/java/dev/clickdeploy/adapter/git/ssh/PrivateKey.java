package dev.clickdeploy.adapter.git.ssh;

import dev.clickdeploy.model.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Collection;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.loader.KeyPairResourceParser;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.config.keys.loader.pem.PEMResourceParserUtils;

/** A private key that was given as text: OpenSSH's own format or PEM, without a passphrase. */
public final class PrivateKey {
  private static final NamedResource NAME = NamedResource.ofName("the deploy key");

  private final KeyPair pair;

  private PrivateKey(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * Reads one key.
   *
   * @throws IllegalArgumentException saying what is wrong with the text, without repeating it
   */
  public static PrivateKey parse(Secret text) {
    List<String> lines = text.reveal().strip().lines().map(String::strip).toList();
    for (KeyPairResourceParser format :
        List.of(OpenSSHKeyPairResourceParser.INSTANCE, PEMResourceParserUtils.PROXY)) {
      Collection<KeyPair> pairs = pairs(format, lines);
      if (!pairs.isEmpty()) {
        return new PrivateKey(pairs.iterator().next());
      }
    }
    throw new IllegalArgumentException(
        "the deploy key is no private key; give what ssh-keygen wrote, from"
            + " '-----BEGIN …' to '-----END …'");
  }

  private static Collection<KeyPair> pairs(KeyPairResourceParser format, List<String> lines) {
    try {
      return format.canExtractKeyPairs(NAME, lines)
          ? format.loadKeyPairs(null, NAME, null, lines)
          : List.of();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // without the cause, which may repeat parts of the key
      throw new IllegalArgumentException(
          isEncrypted(lines, e)
              ? "the deploy key has a passphrase; give one without"
              : "the deploy key cannot be read (%s)".formatted(e.getClass().getSimpleName()));
    }
  }

  private static boolean isEncrypted(List<String> lines, Exception e) {
    return String.valueOf(e.getMessage()).contains("password")
        || lines.stream().anyMatch(line -> line.contains("ENCRYPTED"));
  }

  KeyPair pair() {
    return pair;
  }
}
