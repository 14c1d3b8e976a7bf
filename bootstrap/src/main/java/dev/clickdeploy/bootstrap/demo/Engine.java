package dev.clickdeploy.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Docker Engine over its unix socket (Engine API v1.44, version-less paths). HTTP/1.0 keeps it
 * simple: the engine closes the connection after each answer and never chunks.
 */
final class Engine {
  private final ObjectMapper json = new ObjectMapper();
  private final Path socket;

  Engine(Path socket) {
    this.socket = socket;
  }

  void pull(String image) {
    String answer = call("POST", "/images/create?fromImage=" + encoded(image), Map.of()).text();
    if (answer.contains("\"errorDetail\"")) {
      throw new DemoException("the engine cannot pull " + image + ": " + answer.strip());
    }
  }

  /** Creates and starts a container whose port is also published on loopback; answers its id. */
  String run(String image, int port) {
    String exposed = port + "/tcp";
    Map<String, ?> body =
        Map.of(
            "Image",
            image,
            "Env",
            new String[] {"PORT=" + port},
            "ExposedPorts",
            Map.of(exposed, Map.of()),
            "HostConfig",
            Map.of(
                "PortBindings",
                Map.of(exposed, new Object[] {Map.of("HostIp", "127.0.0.1", "HostPort", "")})));
    String id = call("POST", "/containers/create", body).json().path("Id").asText();
    call("POST", "/containers/" + id + "/start", Map.of());
    return id;
  }

  JsonNode inspect(String container) {
    return call("GET", "/containers/" + container + "/json", Map.of()).json();
  }

  String logs(String container) {
    return call("GET", "/containers/" + container + "/logs?stdout=1&stderr=1&tail=10", Map.of())
        .text();
  }

  void remove(String container) {
    call("DELETE", "/containers/" + container + "?force=1", Map.of());
  }

  private Answer call(String method, String path, Map<String, ?> body) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      byte[] content = body.isEmpty() ? new byte[0] : json.writeValueAsBytes(body);
      String head =
          "%s %s HTTP/1.0\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(method, path, content.length);
      send(channel, head.getBytes(StandardCharsets.US_ASCII));
      send(channel, content);
      InputStream in = Channels.newInputStream(channel);
      return answer(method + " " + path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DemoException("the Docker Engine at " + socket + " does not answer", e);
    }
  }

  private static void send(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private Answer answer(String call, String response) {
    int end = response.indexOf("\r\n\r\n");
    String status = response.split(" ", 3)[1];
    String text = end < 0 ? "" : response.substring(end + 4);
    if (!status.startsWith("2") && !status.equals("304")) {
      throw new DemoException(
          "the engine answered %s to %s: %s".formatted(status, call, text.strip()));
    }
    return new Answer(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private final class Answer {
    private final String text;

    Answer(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    JsonNode json() {
      try {
        return text.isBlank() ? MissingNode.getInstance() : json.readTree(text);
      } catch (IOException e) {
        throw new DemoException("the engine's answer is not JSON: " + text, e);
      }
    }
  }
}
