package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Files whose content follows from their path and is made while it is read. */
final class GeneratedFiles implements SourceTree {
  private final String seed;
  private final List<TreeEntry> entries = new ArrayList<>();

  /** So many files of this size, a hundred in each directory. */
  GeneratedFiles(String seed, int count, long size) {
    this.seed = seed;
    for (int i = 0; i < count; i++) {
      String path = "d%04d/f%02d".formatted(i / 100, i % 100);
      String id = ImageDigest.of((seed + path).getBytes(StandardCharsets.UTF_8)).value();
      entries.add(new TreeEntry(path, TreeEntry.Kind.FILE, id.substring("sha256:".length()), size));
    }
  }

  /** SHA-256 over all contents, in the order of their paths. */
  String digest() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[64 * 1024];
    for (TreeEntry entry : entries) {
      try (InputStream in = open(entry)) {
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public Commit commit() {
    return InMemoryTree.COMMIT;
  }

  @Override
  public String treeId() {
    return ImageDigest.of(seed.getBytes(StandardCharsets.UTF_8))
        .value()
        .substring("sha256:".length());
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public Optional<TreeEntry> find(String path) {
    return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
  }

  @Override
  public InputStream open(TreeEntry entry) {
    return new Noise(entry.objectId().hashCode() + seed.hashCode(), entry.size());
  }

  @Override
  public void close() {}

  /** Incompressible and the same each time, whatever the pieces in which it is read. */
  private static final class Noise extends InputStream {
    private final SplittableRandom random;
    private final byte[] word = new byte[8];
    private int used = 8;
    private long left;

    Noise(long seed, long size) {
      this.random = new SplittableRandom(seed);
      this.left = size;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read whole pieces");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(left, length);
      for (int i = 0; i < count; i++) {
        if (used == 8) {
          long next = random.nextLong();
          for (int b = 0; b < 8; b++) {
            word[b] = (byte) (next >>> 8 * b);
          }
          used = 0;
        }
        target[offset + i] = word[used++];
      }
      left -= count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}
