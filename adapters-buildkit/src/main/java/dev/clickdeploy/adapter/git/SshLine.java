package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.ssh.HostKeyRefusal;
import dev.clickdeploy.adapter.git.ssh.KnownHosts;
import dev.clickdeploy.adapter.git.ssh.PrivateKey;
import dev.clickdeploy.adapter.git.ssh.SshConnections;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** SSH with a deploy key. */
final class SshLine implements Line {
  private final Remote remote;
  private final GitPolicy policy;
  private final Duration timeout;
  private final String host;
  private final SshConnections ssh;

  SshLine(
      Remote remote,
      URIish uri,
      Credential.DeployKey credential,
      GitPolicy policy,
      Duration timeout) {
    this.remote = remote;
    this.policy = policy;
    this.timeout = timeout;
    this.host = remote.url().host();
    int port = uri.getPort() > 0 ? uri.getPort() : SshConnections.STANDARD_PORT;
    this.ssh = connections(credential, port);
  }

  private SshConnections connections(Credential.DeployKey credential, int port) {
    try {
      return new SshConnections(
          PrivateKey.parse(credential.privateKey()),
          KnownHosts.parse(credential.knownHosts()),
          host,
          port,
          timeout,
          address -> policy.checkAddress(host, address));
    } catch (IllegalArgumentException e) {
      throw Refusals.source(
          "%s cannot be opened: %s".formatted(remote.url(), e.getMessage()),
          "correct the service's deploy key",
          e);
    }
  }

  @Override
  public void prepare(Transport transport) throws IOException {
    policy.checkAddresses(host);
    // Each silence ends by a thread of JGit's, which ends with the connection.
    transport.setTimeout((int) Math.max(1, timeout.toSeconds()));
    if (transport instanceof SshTransport overSsh) {
      overSsh.setSshSessionFactory(ssh);
    }
  }

  /** What a program at the host prints. */
  String run(URIish uri, String command) throws IOException {
    policy.checkAddresses(host);
    return ssh.run(uri, command);
  }

  @Override
  public boolean speaksV2() {
    return ssh.announcement().isOfVersion2();
  }

  @Override
  public boolean wasAnswered(Throwable thrown) {
    return TransportFailures.isOnlySpoken(thrown) || ssh.hasEnded();
  }

  @Override
  public Optional<PortException> failure(Throwable thrown) {
    if (ssh.refusedAddress().orElse(null) instanceof PortException refused) {
      return Optional.of(refused);
    }
    if (ssh.refusedKey().isPresent()) {
      return Optional.of(untrusted(ssh.refusedKey().get(), thrown));
    }
    if (ssh.announcement().isOfSha256()) {
      return Optional.of(Refusals.sha256(remote.url().value()));
    }
    return SshConnections.isDenied(thrown) ? Optional.of(denied(thrown)) : Optional.empty();
  }

  private PortException denied(Throwable thrown) {
    return Refusals.source(
        "%s does not let the deploy key in for %s".formatted(remote.host(), remote.url()),
        "add the key's public half to the repository as a deploy key that may read",
        thrown);
  }

  private PortException untrusted(HostKeyRefusal key, Throwable thrown) {
    return switch (key.reason()) {
      case UNKNOWN ->
          Refusals.source(
              "the host key of %s is not known: it showed %s"
                  .formatted(remote.host(), key.fingerprint()),
              "compare it with what the host publishes, and add this line to the known hosts: "
                  + key.line(),
              thrown);
      case CHANGED ->
          Refusals.source(
              "%s showed another host key than the known one: %s"
                  .formatted(remote.host(), key.fingerprint()),
              "somebody may be listening; only when the host has announced a new key, replace its"
                  + " line in the known hosts by: "
                  + key.line(),
              thrown);
      case REVOKED ->
          Refusals.source(
              "%s showed a host key that the known hosts revoke: %s"
                  .formatted(remote.host(), key.fingerprint()),
              "somebody may be listening; ask the host's operators",
              thrown);
    };
  }
}
