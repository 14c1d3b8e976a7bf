package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.http.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Asks for deployments in a random order, the same one in every run. */
final class Questions implements Requests {
  private final List<byte[]> requests;
  private final Random random = new Random(1);
  private String refused = "";

  Questions(List<Deployed> deployments) {
    requests = deployments.stream().map(Questions::request).toList();
  }

  /** A deployment and a token that may see it. */
  record Deployed(String id, String token) {}

  private static byte[] request(Deployed deployment) {
    return "GET %s/deployments/%s HTTP/1.1\r\nHost: benchmark\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(Api.PATH, deployment.id, deployment.token)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public ByteBuffer next(long number) {
    return ByteBuffer.wrap(requests.get(random.nextInt(requests.size())));
  }

  @Override
  public void answered(long number, int status) {
    if (status != 200) {
      refused = "a deployment was answered with " + status;
    }
  }

  void requireAnswers() {
    if (!refused.isEmpty()) {
      throw new IllegalStateException(refused);
    }
  }
}
