package dev.clickdeploy.adapter.git.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneFilePackTest {
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** A pack as JGit writes it. */
  private static byte[] pack(int type, byte[]... contents) throws IOException {
    try (InMemoryRepository repository =
            new InMemoryRepository(new DfsRepositoryDescription("test"));
        ObjectInserter inserter = repository.newObjectInserter();
        PackWriter writer = new PackWriter(repository)) {
      for (byte[] content : contents) {
        ObjectId id = inserter.insert(type, content);
        inserter.flush();
        writer.addObject(new org.eclipse.jgit.revwalk.RevWalk(repository).lookupAny(id, type));
      }
      ByteArrayOutputStream pack = new ByteArrayOutputStream();
      writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, pack);
      return pack.toByteArray();
    }
  }

  private static OneFilePack.Content read(byte[] pack) throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (OneFilePack reader = new OneFilePack(new ByteArrayInputStream(pack), copy, () -> false)) {
      OneFilePack.Content content = reader.read();
      assertThat(copy.toByteArray()).isEqualTo(pack);
      return content;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 2_047, 2_048, 65_535, 65_536, 65_537, 1_000_000})
  void a_file_of_any_length_is_told_by_its_id(int length) throws IOException {
    byte[] file = noise(length);
    byte[] pack = pack(Constants.OBJ_BLOB, file);

    OneFilePack.Content content = read(pack);

    try (ObjectInserter ids = new ObjectInserter.Formatter()) {
      assertThat(ObjectId.fromRaw(content.id())).isEqualTo(ids.idFor(Constants.OBJ_BLOB, file));
    }
    assertThat(content.length()).isEqualTo(length);
    assertThat(content.offset()).isEqualTo(12);
    assertThat(content.checksum())
        .isEqualTo(Arrays.copyOfRange(pack, pack.length - 20, pack.length));
  }

  @Test
  void a_pack_that_was_cut_anywhere_or_changed_is_refused() throws IOException {
    byte[] pack = pack(Constants.OBJ_BLOB, noise(300));
    for (int length = 0; length < pack.length; length++) {
      byte[] cut = Arrays.copyOf(pack, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }
    for (int i = 0; i < pack.length; i++) {
      byte[] changed = pack.clone();
      changed[i] ^= 0x55;
      assertThatThrownBy(() -> read(changed)).isInstanceOf(IOException.class);
    }
    byte[] longer = Arrays.copyOf(pack, pack.length + 1);
    assertThatThrownBy(() -> read(longer)).hasMessageContaining("more than one");
  }

  @Test
  void anything_but_one_file_is_refused() throws IOException {
    byte[] two = pack(Constants.OBJ_BLOB, noise(10), noise(11));
    byte[] tree = pack(Constants.OBJ_TREE, new byte[0]);

    assertThatThrownBy(() -> read(two)).hasMessageContaining("one file");
    assertThatThrownBy(() -> read(tree)).hasMessageContaining("no file");
  }

  @Test
  void an_impossible_length_is_refused() {
    byte[] pack = new byte[100];
    ByteBuffer.wrap(pack).put(HexFormat.of().parseHex("5041434b0000000200000001"));
    Arrays.fill(pack, 12, 100, (byte) 0xbf);

    assertThatThrownBy(() -> read(pack)).hasMessageContaining("impossible");
  }

  @Test
  void a_cancelled_read_ends() throws IOException {
    byte[] pack = pack(Constants.OBJ_BLOB, noise(10));

    try (OneFilePack reader =
        new OneFilePack(new ByteArrayInputStream(pack), new ByteArrayOutputStream(), () -> true)) {
      assertThatThrownBy(reader::read).hasMessageContaining("cancelled");
    }
  }
}
