package dev.clickdeploy.adapter.buildkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Docker Engine that a test starts for itself, to kill it. It has process ids and mounts of its
 * own, so that its death is that of everything in it, as when a container or a machine dies. Its
 * bridge leads nowhere; one without any would take docker0 away from the engine beside it.
 */
public final class OwnEngine implements AutoCloseable {
  private final Path home;
  private final String bridge = "own" + RealParts.unique().substring(0, 8);
  private Process process;

  private OwnEngine(Path home) {
    this.home = home;
  }

  /** Starts one whose data lie below a directory. */
  public static OwnEngine start(Path home) throws IOException {
    OwnEngine engine = new OwnEngine(home);
    Files.writeString(
        home.resolve("daemon.json"),
        """
        {"hosts": ["unix://%1$s/engine.sock"], "group": "root", "pidfile": "%1$s/engine.pid",
         "data-root": "%1$s/data", "exec-root": "%1$s/exec", "bridge": "%3$s",
         "iptables": false, "ip6tables": false, "ip-forward": false,
         "registry-mirrors": ["http://%2$s"], "features": {"containerd-snapshotter": true}}
        """
            .formatted(home, RealParts.get("registry"), engine.bridge));
    engine.network("add", "name", engine.bridge, "type", "bridge");
    engine.start();
    return engine;
  }

  /** Starts it anew on what is left of it. */
  public void start() throws IOException {
    Files.deleteIfExists(home.resolve("engine.pid"));
    Files.deleteIfExists(home.resolve("engine.sock"));
    Files.deleteIfExists(home.resolve("exec/containerd/containerd.pid"));
    Path programs = programs();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "--mount",
                    "--pid",
                    "--fork",
                    "--kill-child=KILL",
                    "--mount-proc",
                    programs.resolve("sbin/dockerd").toString(),
                    "--config-file",
                    home.resolve("daemon.json").toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder
        .environment()
        .merge("PATH", programs + "/sbin:" + programs + "/bin", (path, own) -> own + ":" + path);
    process = builder.start();
    await().atMost(Duration.ofSeconds(30)).until(this::answers);
  }

  private static Path programs() {
    return Path.of(RealParts.get("home"), "packages/engine/usr");
  }

  private void network(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(programs().resolve("bin/busybox").toString(), "ip", "link"));
    command.addAll(List.of(arguments));
    Process ip = new ProcessBuilder(command).inheritIO().start();
    if (ip.onExit().join().exitValue() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }

  private boolean answers() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(home.resolve("engine.sock")));
    } catch (IOException notYet) {
      return false;
    }
  }

  /** As {@code BUILDKIT_ADDRESS} takes it. */
  public String address() {
    return "docker://" + home.resolve("engine.sock");
  }

  /** Everything that it keeps. */
  Path data() {
    return home.resolve("data");
  }

  /** What it says. */
  Path log() {
    return home.resolve("engine.log");
  }

  /** SIGKILL to the daemon, and with it to all that it has started. */
  public void kill() {
    List<ProcessHandle> daemon = process.children().toList();
    daemon.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    daemon.forEach(one -> one.onExit().join());
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    kill();
    network("delete", bridge);
  }
}
