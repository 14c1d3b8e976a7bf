package dev.clickdeploy.adapter.git;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.jspecify.annotations.Nullable;

/**
 * The pack files that one fetch or one open tree uses. Each is opened when it is listed and held
 * open until {@link #close}: whoever removes a pack from the cache meanwhile, in this process or
 * another one, takes nothing from a tree that still needs it.
 *
 * <p>A pack counts from the moment its index has its final name; what was cut short before that is
 * seen by nobody.
 */
final class PackFiles implements AutoCloseable {
  private static final String UNPUBLISHED = ".part";

  private final List<PackDirectory> sources;
  private final @Nullable PackDirectory target;
  private final PackBudget budget;
  private final Map<String, PackDirectory> places = new LinkedHashMap<>();
  private final Map<String, RandomAccessFile> open = new HashMap<>();
  private final List<String> written = new ArrayList<>();
  private final Set<String> checked = new HashSet<>();
  private boolean closed;

  private PackFiles(List<PackDirectory> sources, @Nullable PackDirectory target, long mostBytes) {
    this.sources = sources;
    this.budget = new PackBudget(mostBytes);
    this.target = target;
  }

  /** Every pack of a directory, to be read only. */
  static PackFiles in(PackDirectory directory) {
    return new PackFiles(List.of(directory), null, 0);
  }

  /**
   * Every pack of these directories, and those that are still to be written to the last one.
   *
   * @param mostBytes of all packs that are written together
   */
  static PackFiles in(List<PackDirectory> directories, long mostBytes) {
    return new PackFiles(directories, directories.getLast(), mostBytes);
  }

  /** Only the packs that are still to be written to a directory. */
  static PackFiles newIn(PackDirectory directory, long mostBytes) {
    return new PackFiles(List.of(), directory, mostBytes);
  }

  /** No packs, and no place for any. */
  static PackFiles none() {
    return new PackFiles(List.of(), null, 0);
  }

  synchronized List<DfsPackDescription> list(DfsRepositoryDescription repository)
      throws IOException {
    List<DfsPackDescription> packs = new ArrayList<>();
    places.clear();
    if (target != null) {
      written.forEach(name -> places.put(name, target));
    }
    for (PackDirectory source : sources) {
      source.packs().forEach(name -> places.put(name, source));
    }
    for (String name : places.keySet()) {
      packs.add(describe(repository, name));
    }
    return packs;
  }

  private DfsPackDescription describe(DfsRepositoryDescription repository, String name)
      throws IOException {
    DfsPackDescription pack = new DfsPackDescription(repository, name, PackSource.RECEIVE);
    for (PackExt extension : List.of(PackExt.PACK, PackExt.INDEX)) {
      RandomAccessFile file = opened(pack.getFileName(extension));
      pack.addFileExt(extension);
      pack.setFileSize(extension, file.length());
    }
    if (!checked.contains(name)) {
      PackCheck.check(
          name, opened(pack.getFileName(PackExt.PACK)), opened(pack.getFileName(PackExt.INDEX)));
      checked.add(name);
    }
    return pack.setLastModified(directory(name).modified(pack.getFileName(PackExt.INDEX)));
  }

  synchronized ReadableChannel read(String fileName) throws IOException {
    return new PackChannel(opened(fileName));
  }

  private RandomAccessFile opened(String fileName) throws IOException {
    if (closed) {
      throw new IOException("the tree is closed");
    }
    RandomAccessFile file = open.get(fileName);
    if (file == null) {
      file =
          new RandomAccessFile(
              directory(PackDirectory.pack(fileName)).file(fileName).toFile(), "r");
      open.put(fileName, file);
    }
    return file;
  }

  DfsOutputStream write(DfsPackDescription pack, PackExt extension) throws IOException {
    return new PackOutput(file(pack, extension), budget);
  }

  private Path file(DfsPackDescription pack, PackExt extension) throws IOException {
    String name = pack.getFileName(extension);
    return target().file(extension == PackExt.INDEX ? name + UNPUBLISHED : name);
  }

  synchronized void publish(DfsPackDescription pack) throws IOException {
    Files.move(
        file(pack, PackExt.INDEX),
        target().file(pack.getFileName(PackExt.INDEX)),
        StandardCopyOption.ATOMIC_MOVE);
    written.add(pack.getPackName());
  }

  synchronized void discard(DfsPackDescription pack) {
    if (target != null) {
      target.remove(pack.getPackName());
    }
  }

  synchronized void discardWritten() {
    if (target != null) {
      written.forEach(target::remove);
    }
    written.clear();
  }

  private PackDirectory directory(String pack) throws FileNotFoundException {
    PackDirectory place = places.get(pack);
    return place == null ? target() : place;
  }

  private PackDirectory target() throws FileNotFoundException {
    if (target == null) {
      throw new FileNotFoundException("this repository keeps nothing");
    }
    return target;
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (RandomAccessFile file : open.values()) {
      try {
        file.close();
      } catch (IOException e) {
        // It was only read from.
      }
    }
    open.clear();
  }
}
