package dev.clickdeploy.bootstrap.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.bootstrap.e2e.RealParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bootstrap/services/up} on what a machine that lost its power leaves behind. */
class ServicesIT {
  @TempDir Path home;

  @BeforeEach
  void borrow_the_unpacked_programs() throws IOException {
    Path packages = Files.createDirectory(home.resolve("packages"));
    try (Stream<Path> unpacked = Files.list(Path.of(RealParts.get("home"), "packages"))) {
      for (Path each :
          unpacked.filter(it -> it.getFileName().toString().startsWith("postgres-")).toList()) {
        Files.createSymbolicLink(packages.resolve(each.getFileName()), each);
      }
    }
  }

  @AfterEach
  void down() throws Exception {
    run("down");
  }

  @Test
  void postgres_comes_up_again_after_it_was_killed() throws Exception {
    up();
    kill(pid());

    assertThat(up()).doesNotContain("FATAL");

    assertThat(isAlive(pid())).isTrue();
  }

  @Test
  void a_postgres_of_which_nothing_is_known_any_more_makes_room() throws Exception {
    up();
    long forgotten = pid();
    Files.delete(home.resolve("run/postgres.pid"));

    assertThat(up()).doesNotContain("FATAL");

    await().until(() -> !isAlive(forgotten));
    assertThat(isAlive(pid())).isTrue();
  }

  @Test
  void a_port_that_a_client_holds_is_left_to_it() throws Exception {
    try (Socket client = new Socket()) {
      client.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Files.createDirectories(home.resolve("run"));
      Files.writeString(home.resolve("run/postgres.port"), client.getLocalPort() + "\n");

      assertThat(up()).doesNotContain(":" + client.getLocalPort() + "/");
    }
  }

  private String up() throws Exception {
    String output = run("up", "--postgres");
    assertThat(output).contains("PostgreSQL 18");
    return output + Files.readString(home.resolve("log/postgres.log"));
  }

  private String run(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("bootstrap/services/" + script).toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .merge("PATH", slowMachine().toString(), (path, slow) -> slow + ":" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Commands that take their time to start, as on a machine with much else to do. */
  private Path slowMachine() throws IOException {
    Path directory = Files.createDirectories(home.resolve("slow"));
    Path setsid = directory.resolve("setsid");
    Files.writeString(setsid, "#!/bin/sh\nsleep 0.3\nPATH=${PATH#*:} exec setsid \"$@\"\n");
    assertThat(setsid.toFile().setExecutable(true)).isTrue();
    return directory;
  }

  private static Path root() {
    Path module = Path.of("").toAbsolutePath();
    return module.endsWith("bootstrap") ? module.getParent() : module;
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(home.resolve("run/postgres.pid")).strip());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void kill(long pid) throws Exception {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    assertThat(process).isPresent();
    process.get().destroyForcibly();
    process.get().onExit().get(30, TimeUnit.SECONDS);
  }
}
