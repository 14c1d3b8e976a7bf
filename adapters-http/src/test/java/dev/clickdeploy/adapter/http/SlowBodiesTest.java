package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowBodiesTest {
  /** More than the JDK adds carriers for virtual threads that block in a system call (256). */
  private static final int MANY = 400;

  @Test
  void many_unfinished_bodies_do_not_keep_others_from_being_served() throws Exception {
    List<RawClient> slow = new ArrayList<>();
    try (TestServer server = TestServer.start()) {
      for (int i = 0; i < MANY; i++) {
        RawClient client = new RawClient(server.server.address());
        slow.add(client);
        client.say(
            "POST /v1/click-deploy/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                    .formatted(server.token)
                + "Content-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"name\":");
      }

      long begin = System.nanoTime();
      assertThat(server.post("/projects", "{\"name\": \"quick\"}").status()).isEqualTo(201);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

      for (RawClient client : slow) {
        assertThat(client.say(" \"slow\"}").hear().status()).isEqualTo(201);
      }
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }
}
