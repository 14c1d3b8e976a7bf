package dev.clickdeploy.adapter.buildkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** What the Docker Engine itself says. */
final class EngineProbe {
  private EngineProbe() {}

  /** The list of its images, as JSON. */
  static String imageNames() {
    try (SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      engine.connect(UnixDomainSocketAddress.of(RealParts.get("docker.socket")));
      engine.write(
          ByteBuffer.wrap(
              "GET /images/json HTTP/1.0\r\nHost: d\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
      byte[] answer = Channels.newInputStream(engine).readAllBytes();
      String text = new String(answer, StandardCharsets.UTF_8);
      if (!text.contains(" 200 OK")) {
        throw new IllegalStateException(text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
