package dev.clickdeploy.adapter.git.lfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;

/** Contents on disk, each under its digest. One appears at once or not at all. */
public final class ObjectStore {
  private final Path directory;

  /** Contents below a directory, which is made when the first one comes. */
  public ObjectStore(Path directory) {
    this.directory = directory;
  }

  /** Whether the content is there, in its full length; it counts as used now. */
  public boolean has(Pointer pointer) {
    try {
      Path file = path(pointer);
      boolean there = Files.size(file) == pointer.size();
      if (there) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
      return there;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Removes what was not used for long.
   *
   * @throws IOException when the store cannot be read
   */
  public void removeUnused(Duration unused) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    Instant youngest = Instant.now().minus(unused);
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(youngest)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /**
   * Reads a content.
   *
   * @throws IOException when it is not there
   */
  public InputStream open(Pointer pointer) throws IOException {
    return Files.newInputStream(path(pointer));
  }

  /**
   * Keeps what a stream has, if it is the content.
   *
   * @throws IOException when the stream ends early or the disk is full
   * @throws LfsException when the stream has something else
   */
  void add(Pointer pointer, InputStream content) throws IOException, LfsException {
    Path target = path(pointer);
    Files.createDirectories(target.getParent());
    Path unfinished = directory.resolve("unfinished-" + UUID.randomUUID());
    try {
      String digest = write(content, unfinished, pointer.size());
      if (!digest.equals(pointer.oid())) {
        throw new LfsException(
            LfsException.Reason.TROUBLE,
            "the server sent other content than the one asked for",
            null);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static String write(InputStream content, Path file, long size)
      throws IOException, LfsException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[64 << 10];
    long written = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        written += count;
        if (written > size) {
          throw new LfsException(
              LfsException.Reason.TROUBLE, "the server sent more than the content's size", null);
        }
        digest.update(buffer, 0, count);
        out.write(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Path path(Pointer pointer) {
    return directory.resolve(pointer.oid().substring(0, 2)).resolve(pointer.oid());
  }
}
