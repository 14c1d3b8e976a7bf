package dev.clickdeploy.adapter.git;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A bare repository that the machine's git writes; commits go in by {@code git fast-import}. */
final class BareRepository {
  /** 2026-01-02T03:04:05Z. */
  private static final long FIRST_SECOND = 1_767_323_045L;

  private final Path directory;
  private long second = FIRST_SECOND;

  BareRepository(Path directory, String... options) {
    this.directory = directory;
    if (Files.notExists(directory.resolve("HEAD"))) {
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      List<String> init = new ArrayList<>(List.of("init", "--quiet", "--bare"));
      init.add("--initial-branch=main");
      init.addAll(List.of(options));
      git(new byte[0], init.toArray(String[]::new));
    }
  }

  /** A commit on top of a branch, or its first one, whose tree holds exactly these contents. */
  synchronized String commit(
      String branch, Map<String, Content> contents, String message, boolean orphan) {
    String ref = "refs/heads/" + branch;
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    String when = second++ + " +0000\n";
    print(script, "commit " + ref + "\nmark :1\n");
    print(script, "author " + GitHost.AUTHOR + " <ada@example.com> " + when);
    print(script, "committer Some Committer <committer@example.com> " + when);
    data(script, message.getBytes(StandardCharsets.UTF_8));
    if (!orphan && exists(ref)) {
      print(script, "from " + ref + "^0\n");
    }
    print(script, "deleteall\n");
    contents.forEach((path, content) -> file(script, path, content));
    print(script, "\n");
    git(script.toByteArray(), "fast-import", "--quiet", "--force", "--date-format=raw");
    return resolve(ref);
  }

  private static void file(OutputStream script, String path, Content content) {
    String quoted = "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
    if (content.isSubmodule()) {
      String sha = new String(content.bytes(), StandardCharsets.US_ASCII);
      print(script, "M 160000 " + sha + " " + quoted);
    } else {
      print(script, "M " + content.mode() + " inline " + quoted);
      data(script, content.bytes());
    }
  }

  private static void data(OutputStream script, byte[] bytes) {
    print(script, "data " + bytes.length + "\n");
    write(script, bytes);
    print(script, "\n");
  }

  private static void print(OutputStream script, String text) {
    write(script, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(OutputStream script, byte[] bytes) {
    try {
      script.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean exists(String ref) {
    return git(new byte[0], "for-each-ref", "--format=%(refname)", ref).equals(ref);
  }

  String resolve(String name) {
    return git(new byte[0], "rev-parse", "--verify", name);
  }

  /** Runs git here, without anybody's configuration, and answers its output. */
  String git(byte[] input, String... arguments) {
    return git(new ByteArrayInputStream(input), arguments);
  }

  /** The same with an input that is streamed. */
  String git(InputStream input, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("git", "--git-dir=" + directory.toAbsolutePath()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      HttpBackend.withoutConfiguration(builder.environment());
      for (String role : List.of("AUTHOR", "COMMITTER")) {
        builder.environment().put("GIT_" + role + "_NAME", GitHost.AUTHOR);
        builder.environment().put("GIT_" + role + "_EMAIL", "ada@example.com");
      }
      Process process = builder.start();
      try (OutputStream in = process.getOutputStream()) {
        input.transferTo(in);
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
