package dev.clickdeploy.adapter.buildkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.buildkit.proto.control.ControlGrpc;
import dev.clickdeploy.adapter.buildkit.proto.control.InfoRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineUpgradeTest {
  @TempDir private Path directory;

  /** What the client says of an engine that answers the upgrade so. */
  private String complaint(String answer) throws IOException {
    Path socket = directory.resolve("docker.sock");
    try (ServerSocketChannel engine =
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket));
        IoThreads threads = new IoThreads();
        DaemonConnection connection =
            new DaemonConnection(new DaemonAddress.DockerEngine(socket), null, threads)) {
      Thread.ofVirtual().start(() -> answerOne(engine, answer));
      StatusRuntimeException error =
          Assertions.catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  ControlGrpc.newBlockingStub(connection.channel())
                      .withDeadlineAfter(20, TimeUnit.SECONDS)
                      .info(InfoRequest.getDefaultInstance()));
      return error.getStatus() + " " + error.getStatus().getCause();
    }
  }

  private static void answerOne(ServerSocketChannel engine, String answer) {
    try (SocketChannel client = engine.accept()) {
      InputStream in = Channels.newInputStream(client);
      StringBuilder request = new StringBuilder();
      while (!request.toString().endsWith("\r\n\r\n")) {
        request.append((char) in.read());
      }
      assertThat(request).startsWith("POST /grpc HTTP/1.1\r\n").contains("Upgrade: h2c\r\n");
      for (byte b : answer.getBytes(StandardCharsets.US_ASCII)) {
        client.write(ByteBuffer.wrap(new byte[] {b}));
      }
    } catch (IOException hungUp) {
      // the client need not read to the end what is no HTTP
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, answered the upgrade of /grpc with 'HTTP/1.1 404 Not Found'",
    "403 Forbidden, answered the upgrade of /grpc with 'HTTP/1.1 403 Forbidden'"
  })
  void a_refusal_is_repeated(String status, String complaint) throws IOException {
    assertThat(complaint("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"))
        .contains(complaint);
  }

  @Test
  void an_engine_that_hangs_up_is_told() throws IOException {
    assertThat(complaint("HTTP/1.1 101 UPG")).contains("closed the connection");
  }

  @Test
  void something_that_speaks_no_http_is_told() throws IOException {
    assertThat(complaint("x".repeat(100_000))).contains("is not HTTP");
  }
}
