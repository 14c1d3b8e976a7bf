package dev.clickdeploy.benchmarks.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A bare repository with content that nobody has seen before, made by git fast-import. */
final class Repository {
  private final Path directory;
  private final Path log;
  private final SplittableRandom random = new SplittableRandom();

  private Repository(Path directory, Path log) {
    this.directory = directory;
    this.log = log;
  }

  /** An empty one at {@code NAME.git} below the host's directory. */
  static Repository create(Path host, String name, Path log)
      throws IOException, InterruptedException {
    Repository repository = at(host, name, log);
    Processes.run(
        log, List.of("git", "init", "-q", "--bare", "-b", "main", repository.directory.toString()));
    return repository;
  }

  /** The one that was created there. */
  static Repository at(Path host, String name, Path log) {
    return new Repository(host.resolve(name + ".git"), log);
  }

  /** A first commit: the Dockerfile and so many random files. */
  void fill(String dockerfile, int files, int bytes) throws IOException, InterruptedException {
    imported(
        out -> {
          commit(out, "first");
          file(out, "Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8));
          file(out, ".dockerignore", ".git\n".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < files; i++) {
            file(out, path(i), noise(bytes));
          }
        });
  }

  /** Another commit that changes the first file. */
  void changeOne(int bytes) throws IOException, InterruptedException {
    imported(
        out -> {
          commit(out, "change");
          text(out, "from refs/heads/main^0\n");
          file(out, path(0), noise(bytes));
        });
  }

  /** So many more commits, each changing a few bytes of a file; packed as deltas afterwards. */
  void age(int commits, int files, int bytes) throws IOException, InterruptedException {
    byte[][] contents = new byte[Math.min(files, 100)][];
    imported(
        out -> {
          for (int i = 0; i < commits; i++) {
            int chosen = i % contents.length;
            byte[] content = contents[chosen] == null ? noise(bytes) : contents[chosen];
            content[random.nextInt(bytes)]++;
            contents[chosen] = content;
            commit(out, "commit " + i);
            text(out, i == 0 ? "from refs/heads/main^0\n" : "");
            file(out, path(chosen), content);
          }
        });
    Processes.run(
        log,
        List.of("git", "-C", directory.toString(), "repack", "-adfq", "--depth=50", "--window=20"));
  }

  private static String path(int number) {
    return "d%03d/f%02d".formatted(number / 100, number % 100);
  }

  private byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    random.nextBytes(noise);
    return noise;
  }

  private interface Script {
    void write(OutputStream out) throws IOException;
  }

  private void imported(Script script) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "-C", directory.toString(), "fast-import", "--quiet")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream out = new BufferedOutputStream(git.getOutputStream(), 1 << 16)) {
      script.write(out);
    }
    if (git.waitFor() != 0) {
      throw new IOException("git fast-import failed (see " + log.getFileName() + ")");
    }
  }

  private static void commit(OutputStream out, String message) throws IOException {
    text(
        out,
        "commit refs/heads/main\ncommitter Bench <bench@example.org> 1700000000 +0000\ndata %d\n%s\n"
            .formatted(message.length(), message));
  }

  private static void file(OutputStream out, String path, byte[] content) throws IOException {
    text(out, "M 100644 inline " + path + "\ndata " + content.length + "\n");
    out.write(content);
    text(out, "\n");
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
