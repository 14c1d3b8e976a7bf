package dev.clickdeploy.adapter.git.ssh;

import java.io.File;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/** JGit's SSH client with one key, and without the user's files, agent and configuration. */
final class KeyInMemory extends SshdSessionFactory {
  private static final File NOWHERE = new File("/nonexistent");

  private final PrivateKey key;
  private final HostKeyCheck check;

  KeyInMemory(PrivateKey key, HostKeyCheck check) {
    super(null, null);
    this.key = key;
    this.check = check;
    setHomeDirectory(NOWHERE);
    setSshDirectory(NOWHERE);
  }

  @Override
  protected @Nullable File getSshConfig(File sshDirectory) {
    return null;
  }

  @Override
  protected @Nullable SshConfigStore createSshConfigStore(
      File home, @Nullable File configuration, String localUser) {
    return null;
  }

  @Override
  protected ServerKeyDatabase getServerKeyDatabase(File home, File sshDirectory) {
    return check;
  }

  @Override
  protected @Nullable ConnectorFactory getConnectorFactory() {
    return null;
  }

  @Override
  protected Iterable<KeyPair> getDefaultKeys(File sshDirectory) {
    return List.of(key.pair());
  }

  @Override
  protected List<Path> getDefaultIdentities(File sshDirectory) {
    return List.of();
  }

  @Override
  protected String getDefaultPreferredAuthentications() {
    return "publickey";
  }
}
