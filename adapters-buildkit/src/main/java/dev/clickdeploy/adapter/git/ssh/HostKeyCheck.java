package dev.clickdeploy.adapter.git.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.client.config.hosts.KnownHostHashValue;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** Accepts the known keys of one host at an allowed address, and remembers what it refused. */
final class HostKeyCheck implements ServerKeyDatabase {
  private final KnownHosts known;
  private final String host;
  private final int port;
  private final Consumer<InetAddress> addresses;
  private volatile @Nullable HostKeyRefusal refused;
  private volatile @Nullable RuntimeException refusedAddress;

  HostKeyCheck(KnownHosts known, String host, int port, Consumer<InetAddress> addresses) {
    this.known = known;
    this.host = host;
    this.port = port;
    this.addresses = addresses;
  }

  /** What the client asks first for: it prefers keys of the kinds that are known. */
  @Override
  public List<PublicKey> lookup(
      String connectAddress, InetSocketAddress remoteAddress, Configuration configuration) {
    return known.of(host, port);
  }

  @Override
  public boolean accept(
      String connectAddress,
      InetSocketAddress remoteAddress,
      PublicKey key,
      Configuration configuration,
      @Nullable CredentialsProvider provider) {
    return isAllowed(remoteAddress) && isKnown(key);
  }

  private boolean isAllowed(InetSocketAddress remoteAddress) {
    try {
      addresses.accept(remoteAddress.getAddress());
      return true;
    } catch (RuntimeException e) {
      refusedAddress = e;
      return false;
    }
  }

  private boolean isKnown(PublicKey key) {
    List<PublicKey> keys = known.of(host, port);
    if (known.isRevoked(host, port, key)) {
      refuse(HostKeyRefusal.Reason.REVOKED, key);
    } else if (keys.isEmpty()) {
      refuse(HostKeyRefusal.Reason.UNKNOWN, key);
    } else if (keys.stream().noneMatch(expected -> KeyUtils.compareKeys(expected, key))) {
      refuse(HostKeyRefusal.Reason.CHANGED, key);
    } else {
      return true;
    }
    return false;
  }

  private void refuse(HostKeyRefusal.Reason reason, PublicKey key) {
    refused =
        new HostKeyRefusal(
            reason,
            KeyUtils.getFingerPrint(key),
            KnownHostHashValue.createHostPattern(host, port) + " " + PublicKeyEntry.toString(key));
  }

  Optional<HostKeyRefusal> refused() {
    return Optional.ofNullable(refused);
  }

  Optional<RuntimeException> refusedAddress() {
    return Optional.ofNullable(refusedAddress);
  }
}
