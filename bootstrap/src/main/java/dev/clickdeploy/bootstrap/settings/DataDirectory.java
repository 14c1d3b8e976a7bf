package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The directory that keeps what has to survive a restart. One process at a time holds it. */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Creates the directory for its owner only and takes hold of it.
   *
   * @throws SettingException when it cannot be written or another process holds it
   */
  public static DataDirectory open(Path path) {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel) == null) {
        channel.close();
        throw new SettingException(
            "the data directory %s is in use by another click-deploy; stop it or set CLICKDEPLOY_DATA_DIR"
                .formatted(path));
      }
      return new DataDirectory(path, channel);
    } catch (IOException e) {
      throw new SettingException(
          "the data directory %s cannot be used (%s); set CLICKDEPLOY_DATA_DIR to a writable one"
              .formatted(path, e));
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** The directory itself. */
  public Path path() {
    return path;
  }

  /** A secret kept here, made on first use, readable by its owner only. */
  public Secret keep(String name, Supplier<Secret> make) {
    Path file = path.resolve(name);
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, make.get().reveal());
      }
      return Secret.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep " + file, e);
    }
  }

  /** The key that encrypts secrets at rest: the given one, else one kept here. */
  public Secret secretKey(Settings settings) {
    Secret given = settings.secretKey();
    return given != null ? given : keep("secret.key", SecretKeys::random);
  }

  /** The administrator's token: the given one, else one kept here. */
  public Secret adminToken(Settings settings) {
    Secret given = settings.adminToken();
    return given != null ? given : keep("admin.token", SecretKeys::random);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
