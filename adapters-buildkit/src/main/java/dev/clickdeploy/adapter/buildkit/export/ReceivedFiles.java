package dev.clickdeploy.adapter.buildkit.export;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Stat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Files that come from a daemon, written below one directory. Everything is made new, parents are
 * only directories that were made here, and symbolic links are made last: whatever the sender says,
 * nothing is written through a link or outside.
 */
final class ReceivedFiles {
  private final Path root;
  private final Map<String, Path> directories = new HashMap<>();
  private final Map<String, Stat> directoryStats = new LinkedHashMap<>();
  private final Map<Integer, Stat> awaited = new HashMap<>();
  private final Map<String, Path> written = new HashMap<>();
  private final Map<Integer, OutputStream> open = new HashMap<>();
  private final Map<String, Stat> links = new LinkedHashMap<>();

  ReceivedFiles(Path root) {
    this.root = root;
  }

  private void begin() throws IOException {
    if (directories.isEmpty()) {
      Files.createDirectories(root);
      try (Stream<Path> content = Files.list(root)) {
        if (content.findAny().isPresent()) {
          throw new IOException("the directory " + root + " is not empty");
        }
      }
      directories.put("", root);
    }
  }

  /** Makes room for an entry; true when its content is needed. */
  boolean announce(int id, Stat stat) throws IOException {
    begin();
    Path path = path(stat.getPath());
    return switch (EntryType.of(stat)) {
      case DIRECTORY -> {
        Files.createDirectory(path);
        directories.put(stat.getPath(), path);
        directoryStats.put(stat.getPath(), stat);
        yield false;
      }
      case FILE -> {
        awaited.put(id, stat);
        yield true;
      }
      case HARD_LINK, SYMBOLIC_LINK -> {
        links.put(stat.getPath(), stat);
        yield false;
      }
      case OTHER -> false;
    };
  }

  private Path path(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    Path parent = directories.get(slash < 0 ? "" : path.substring(0, slash));
    String name = path.substring(slash + 1);
    if (parent == null || slash == 0 || name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IOException("the daemon sent '%s', which is no path in a listing".formatted(path));
    }
    return parent.resolve(name);
  }

  void append(int id, ByteString data) throws IOException {
    OutputStream out = open.get(id);
    if (out == null) {
      out = create(id);
      open.put(id, out);
    }
    data.writeTo(out);
  }

  private OutputStream create(int id) throws IOException {
    Stat stat = awaited.remove(id);
    if (stat == null) {
      throw new IOException(
          "the daemon sent content of entry %d, which nobody asked for".formatted(id));
    }
    Path path = path(stat.getPath());
    written.put(stat.getPath(), path);
    OutputStream out =
        Files.newOutputStream(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    dress(path, stat);
    return new Dressed(out, path, stat);
  }

  void end(int id) throws IOException {
    OutputStream out = open.remove(id);
    (out == null ? create(id) : out).close();
  }

  private static void dress(Path path, Stat stat) throws IOException {
    Files.setPosixFilePermissions(path, EntryType.permissions(stat));
  }

  private static void date(Path path, Stat stat) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(stat.getModTime(), TimeUnit.NANOSECONDS));
  }

  /** Makes the links, and then the directories what they shall be: they may be read-only. */
  void complete() throws IOException {
    begin();
    for (Stat link : links.values()) {
      Path path = path(link.getPath());
      if (EntryType.of(link) == EntryType.SYMBOLIC_LINK) {
        Files.createSymbolicLink(path, Path.of(link.getLinkname()));
      } else {
        Path target = written.get(link.getLinkname());
        if (target == null) {
          throw new IOException(
              "the daemon sent a link to '%s', which it did not send"
                  .formatted(link.getLinkname()));
        }
        Files.createLink(path, target);
      }
    }
    for (Stat directory : directoryStats.values().stream().toList().reversed()) {
      Path path = directories.get(directory.getPath());
      if (path != null) {
        dress(path, directory);
        date(path, directory);
      }
    }
  }

  void abandon() {
    for (OutputStream out : open.values()) {
      try {
        out.close();
      } catch (IOException e) {
        // what it holds is worth nothing any more
      }
    }
    open.clear();
  }

  /** A file that gets its time when it is complete. */
  private static final class Dressed extends OutputStream {
    private final OutputStream out;
    private final Path path;
    private final Stat stat;

    Dressed(OutputStream out, Path path, Stat stat) {
      this.out = out;
      this.path = path;
      this.stat = stat;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.close();
      date(path, stat);
    }
  }
}
