package dev.clickdeploy.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Files that are larger than the memory that there is. */
class LargeFilesIT extends OnGitHost {
  private static final int MIB = 1 << 20;

  /** Minutes and gigabytes only where they were asked for. */
  private static final boolean SOAK = Integer.getInteger("clickdeploy.soak", 1) > 1;

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String line(String path, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    return "%s %d %d".formatted(path, content.length, checksum.getValue());
  }

  private List<String> read(String sha, String heap) throws Exception {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                classes,
                SmallHeap.class.getName(),
                build.toString(),
                git.url("app"),
                sha)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  @Test
  void files_that_hosts_keep_as_differences_need_no_memory_of_their_size() throws Exception {
    byte[] old = noise(1, 40 * MIB);
    byte[] young = old.clone();
    young[20 * MIB]++;
    git.commit("app", "main", Map.of("file.bin", Content.bytes(old)), "Old");
    String sha =
        git.commit(
            "app",
            "main",
            Map.of("a.bin", Content.bytes(old), "b.bin", Content.bytes(young)),
            "Both");
    git.git("app", "repack", "-adfq", "--window=10");
    assertThat(git.git("app", "count-objects", "-v")).contains("size-pack: 4");

    assertThat(read(sha, "72m")).containsExactly(line("a.bin", old), line("b.bin", young));

    young[10 * MIB]++;
    String next = git.commit("app", "main", Map.of("b.bin", Content.bytes(young)), "Next");
    assertThat(read(next, "72m")).containsExactly(line("b.bin", young));
  }

  @Test
  void many_large_files_do_not_make_a_cache_begin_anew() throws IOException {
    Map<String, Content> contents = new TreeMap<>();
    for (int i = 0; i < 34; i++) {
      contents.put("large" + i, Content.bytes(repeated(i, Selection.LARGE + i)));
    }
    open("app", git.commit("app", "main", contents, "First")).close();
    git.forgetRequests();
    contents.put("small", Content.text("small\n"));

    open("app", git.commit("app", "main", contents, "Second")).close();

    assertThat(sent()).isLessThan(10_000);
    assertThat(packs(".pack")).hasSize(36);
  }

  private static byte[] repeated(int value, int length) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void a_host_without_filters_gives_large_files_too() throws IOException {
    git.refuseFilters(true);
    byte[] content = noise(1, 5 * MIB);
    String sha = git.commit("app", "main", Map.of("a.bin", Content.bytes(content)), "First");

    try (var tree = open("app", sha);
        InputStream in = tree.open(tree.find("a.bin").orElseThrow())) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void large_files_count_for_the_limit_together() {
    repositories =
        GitRepositories.in(
            build, GitPolicy.REMOTE_AND_LOCAL, GitLimits.DEFAULT.withRepositoryBytes(11 * MIB));
    String fits =
        git.commit(
            "app",
            "main",
            Map.of("a", Content.bytes(noise(1, 5 * MIB)), "b", Content.bytes(noise(2, 5 * MIB))),
            "Fits");
    open("app", fits).close();
    String sha =
        git.commit(
            "app",
            "main",
            Map.of("c", Content.bytes(noise(3, 6 * MIB)), "d", Content.bytes(noise(4, 6 * MIB))),
            "Too much");

    assertThat(sourceFailure(() -> open("app", sha)).message()).contains("11,534,336 bytes");
    assertThat(packs(".pack")).hasSize(3);
  }

  /** Mostly zeros, so that disks and minutes suffice. */
  @Test
  void a_file_beyond_two_gigabytes_is_streamed() throws Exception {
    long length = SOAK ? (2L << 30) + 12_345 : 200L * MIB + 12_345;
    git.create("app");
    String blob =
        git.gitReading(
            "app", sparse(length), "-c", "core.compression=1", "hash-object", "-w", "--stdin");
    String tree =
        git.git(
            "app",
            ("100644 blob " + blob + "\thuge.bin\n").getBytes(StandardCharsets.UTF_8),
            "mktree");
    String sha = git.git("app", "commit-tree", "-m", "Huge", tree);
    git.branch("app", "main", sha);
    CRC32 checksum = new CRC32();
    try (InputStream in = sparse(length)) {
      byte[] buffer = new byte[MIB];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checksum.update(buffer, 0, count);
      }
    }

    assertThat(read(sha, "96m")).containsExactly("huge.bin " + length + " " + checksum.getValue());
  }

  private static InputStream sparse(long length) {
    byte[] head = noise(1, 100_000);
    byte[] tail = noise(2, 100_000);
    InputStream zeros =
        new InputStream() {
          private long left = length - head.length - tail.length;

          @Override
          public int read() {
            return left-- > 0 ? 0 : -1;
          }

          @Override
          public int read(byte[] target, int offset, int count) {
            if (left <= 0) {
              return -1;
            }
            int now = (int) Math.min(count, left);
            java.util.Arrays.fill(target, offset, offset + now, (byte) 0);
            left -= now;
            return now;
          }
        };
    return new SequenceInputStream(
        new SequenceInputStream(new ByteArrayInputStream(head), zeros),
        new ByteArrayInputStream(tail));
  }
}
