package dev.clickdeploy.adapter.git;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * OpenSSH's server on loopback, which lets in whose keys it was told and serves this machine's
 * repositories with its git.
 */
public final class SshHost implements AutoCloseable {
  private static final Properties PARTS = parts();

  private final Path directory;
  private final int port;
  private final Process server;

  private SshHost(Path directory, int port, Process server) {
    this.directory = directory;
    this.port = port;
    this.server = server;
  }

  private static Properties parts() {
    Properties parts = new Properties();
    Path file = Path.of(Objects.requireNonNull(System.getProperty("clickdeploy.services")));
    try (Reader reader = Files.newBufferedReader(file)) {
      parts.load(reader);
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a server with host keys of these kinds.
   *
   * @param protocolVersion2 whether clients may ask for git's newer protocol
   */
  public static SshHost start(Path directory, boolean protocolVersion2, String... keyTypes) {
    try {
      Files.createDirectories(directory);
      List<String> settings =
          new ArrayList<>(
              List.of(
                  "ListenAddress 127.0.0.1",
                  "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                  "SetEnv PATH=" + directory.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin",
                  "StrictModes no",
                  "UsePAM no",
                  "PasswordAuthentication no",
                  "PidFile none"));
      for (String type : keyTypes) {
        settings.add("HostKey " + key(directory.resolve("host_" + type), "-t", type));
      }
      if (protocolVersion2) {
        settings.add("AcceptEnv GIT_PROTOCOL");
      }
      Path configuration = Files.write(directory.resolve("sshd_config"), settings);
      Files.writeString(directory.resolve("authorized_keys"), "");
      return started(directory, configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SshHost started(Path directory, Path configuration) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    Process server =
        new ProcessBuilder(
                PARTS.getProperty("sshd"), "-D", "-e", "-p", port + "", "-f", configuration + "")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    SshHost host = new SshHost(directory, port, server);
    await().ignoreExceptions().until(host::answers);
    return host;
  }

  private boolean answers() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.getInputStream().read() == 'S';
    }
  }

  /** A key as ssh-keygen makes it, in a file that did not exist. */
  public static Path key(Path file, String... options) {
    List<String> command =
        new ArrayList<>(List.of(PARTS.getProperty("ssh-keygen"), "-q", "-f", file.toString()));
    command.addAll(List.of(options));
    if (!command.contains("-N")) {
      command.addAll(List.of("-N", ""));
    }
    run(command);
    return file;
  }

  /** Lets the holder of a private key in. */
  public void letIn(Path key) {
    try {
      Files.writeString(
          directory.resolve("authorized_keys"), Files.readString(Path.of(key + ".pub")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives those who log in a program, as a script of sh. */
  void program(String name, String script) {
    try {
      Path file = Files.createDirectories(directory.resolve("bin")).resolve(name);
      Files.writeString(file, "#!/bin/sh\n" + script);
      if (!file.toFile().setExecutable(true)) {
        throw new IllegalStateException(file + " does not become executable");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line of known hosts for one of the host's keys. */
  public String knownLine(String keyType) {
    try {
      String[] key =
          Files.readString(directory.resolve("host_" + keyType + ".pub")).strip().split(" ");
      return "[127.0.0.1]:%d %s %s\n".formatted(port, key[0], key[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fingerprint as ssh-keygen prints it. */
  String fingerprint(String keyType) {
    return run(List.of(
            PARTS.getProperty("ssh-keygen"), "-l", "-f", directory.resolve("host_" + keyType) + ""))
        .split(" ")[1];
  }

  /** The URL of a repository of this machine. */
  public String url(Path repository) {
    return "ssh://%s@127.0.0.1:%d%s"
        .formatted(System.getProperty("user.name"), port, repository.toAbsolutePath());
  }

  String authority() {
    return "127.0.0.1:" + port;
  }

  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
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

  @Override
  public void close() {
    server.descendants().forEach(ProcessHandle::destroy);
    server.destroy();
    try {
      server.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
