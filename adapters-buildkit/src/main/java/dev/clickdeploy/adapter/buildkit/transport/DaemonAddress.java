package dev.clickdeploy.adapter.buildkit.transport;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a BuildKit daemon listens; as text it has the form that {@link #parse} reads. */
public sealed interface DaemonAddress {
  /** buildkitd's unix socket. */
  record UnixSocket(Path path) implements DaemonAddress {
    @Override
    public String toString() {
      return "unix://" + path;
    }
  }

  /** buildkitd's TCP port, without TLS. */
  record Tcp(String host, int port) implements DaemonAddress {
    @Override
    public String toString() {
      return "tcp://" + host + ":" + port;
    }
  }

  /** A Docker Engine's own socket; its BuildKit is reached by an upgrade of {@code /grpc}. */
  record DockerEngine(Path socket) implements DaemonAddress {
    @Override
    public String toString() {
      return "docker://" + socket;
    }
  }

  /**
   * Reads {@code unix:///path}, {@code tcp://host:port} or {@code docker:///path}.
   *
   * @throws IllegalArgumentException saying what is accepted
   */
  static DaemonAddress parse(String text) {
    int end = text.indexOf("://");
    String rest = end < 0 ? "" : text.substring(end + "://".length());
    return switch (end < 0 ? "" : text.substring(0, end)) {
      case "unix" -> new UnixSocket(absolute(text, rest));
      case "docker" -> new DockerEngine(absolute(text, rest));
      case "tcp" -> tcp(text);
      default -> throw wrong(text);
    };
  }

  private static Path absolute(String text, String path) {
    try {
      Path parsed = Path.of(path);
      if (parsed.isAbsolute() && parsed.getNameCount() > 0) {
        return parsed;
      }
    } catch (InvalidPathException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static Tcp tcp(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw wrong(text);
    }
    boolean plain =
        uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
    if (!plain || uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
      throw wrong(text);
    }
    return new Tcp(uri.getHost(), uri.getPort());
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        ("'%s' is not a BuildKit address; use unix:///run/buildkit/buildkitd.sock, tcp://host:port"
                + " or docker:///var/run/docker.sock")
            .formatted(text.replaceFirst("//[^/@]*@", "//…@")));
  }
}
