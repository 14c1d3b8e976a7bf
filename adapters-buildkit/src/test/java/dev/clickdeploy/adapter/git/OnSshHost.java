package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Repositories that OpenSSH serves, and keys for them. */
abstract class OnSshHost extends OnGitHost {
  private final List<SshHost> hosts = new ArrayList<>();
  SshHost ssh;
  Path key;

  @BeforeEach
  void start_ssh() {
    ssh = host("sshd", true, "ed25519");
    key = SshHost.key(home.resolve("key"), "-t", "ed25519");
    ssh.letIn(key);
  }

  SshHost host(String name, boolean protocolVersion2, String... keyTypes) {
    SshHost host = SshHost.start(home.resolve(name), protocolVersion2, keyTypes);
    hosts.add(host);
    return host;
  }

  @AfterEach
  void stop_ssh() {
    hosts.forEach(SshHost::close);
  }

  RepositoryAccess over(SshHost host, Path privateKey, String knownHosts) {
    return over(host, "app", text(privateKey), knownHosts);
  }

  RepositoryAccess over(SshHost host, String name, String privateKey, String knownHosts) {
    return new RepositoryAccess(
        new RepositoryUrl(host.url(home.resolve("git/" + name + ".git"))),
        new Credential.DeployKey(Secret.of(privateKey), knownHosts));
  }

  RepositoryAccess trusted() {
    return over(ssh, key, ssh.knownLine("ed25519"));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
