package dev.clickdeploy.benchmarks.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy before a registry that has one manifest, or another one than it says. */
class CountingProxyTest {
  private static final String TEXT =
      """
      {"schemaVersion":2,"mediaType":"%s","layers":[],"config":{"digest":"%s","size":2,
       "mediaType":"application/vnd.oci.image.config.v1+json"}}\
      """
          .formatted(HandPush.MANIFEST, ImageDigest.of(bytes("{}")));
  private static final byte[] MANIFEST = bytes(TEXT);
  private static final String PATH = "/v2/a/b/manifests/" + ImageDigest.of(MANIFEST);

  private HttpServer registry;
  private CountingProxy proxy;
  private byte[] content = MANIFEST;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void start() throws Exception {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext(
        "/",
        exchange -> {
          boolean put = exchange.getRequestMethod().equals("PUT");
          boolean held = exchange.getRequestURI().getPath().equals(PATH);
          exchange.getResponseHeaders().set("Content-Type", HandPush.MANIFEST);
          exchange.sendResponseHeaders(put ? 201 : held ? 200 : 404, put ? -1 : content.length);
          if (!put) {
            exchange.getResponseBody().write(content);
          }
          exchange.close();
        });
    registry.start();
    proxy = CountingProxy.before("127.0.0.1:" + registry.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    proxy.close();
    registry.stop(0);
  }

  private PushedImage image() {
    return proxy.here(
        new PushedImage(ImageReference.parse("registry.test/a/b:1"), ImageDigest.of(MANIFEST)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_request_is_counted_whoever_asks(boolean ours) throws Exception {
    try (Client client = Client.of(ours, proxy.address())) {
      client.verify(image());
      assertThat(proxy.count()).isEqualTo(1);
      client.tag(image(), "another");
      assertThat(proxy.count()).isEqualTo(3);
    }
  }

  @Test
  void only_ours_sees_that_another_image_is_answered() throws Exception {
    content = bytes(TEXT + " ");
    try (Client plain = Client.of(false, proxy.address());
        Client ours = Client.of(true, proxy.address())) {
      plain.verify(image());
      assertThatThrownBy(() -> ours.verify(image()))
          .hasMessageContaining("with the manifest " + ImageDigest.of(content));
      assertThat(proxy.count()).isEqualTo(2);
    }
  }
}
