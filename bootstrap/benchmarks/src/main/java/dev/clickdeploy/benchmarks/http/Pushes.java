package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.http.Tenants.Pushed;
import dev.clickdeploy.benchmarks.http.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed pushes of GitHub to some services in turn, every one of a commit of its own and as large
 * as GitHub's are.
 */
final class Pushes implements Requests {
  static final int ACCEPTED = 202;
  private static final HexFormat HEX = HexFormat.of();

  private final String key;
  private final List<PushTemplate> templates = new ArrayList<>();
  private final List<Mac> macs = new ArrayList<>();
  private final BitSet accepted = new BitSet();
  private String refused = "";

  /**
   * Pushes to these services.
   *
   * @param key what their delivery ids begin with; other keys push other commits
   */
  Pushes(String key, List<Pushed> services) throws GeneralSecurityException {
    this.key = key;
    for (Pushed service : services) {
      templates.add(new PushTemplate(service.repository(), key));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(service.secret().getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      macs.add(mac);
    }
  }

  @Override
  public ByteBuffer next(long number) {
    int service = (int) (number % templates.size());
    byte[] body = templates.get(service).body(number);
    String head =
        "POST /webhooks/github HTTP/1.1\r\nHost: benchmark\r\nUser-Agent: GitHub-Hookshot/1\r\n"
            + "Content-Type: application/json\r\nX-GitHub-Event: push\r\nX-GitHub-Delivery: "
            + key
            + number
            + "\r\nX-Hub-Signature-256: sha256="
            + HEX.formatHex(macs.get(service).doFinal(body))
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] bytes = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body).flip();
  }

  @Override
  public void answered(long number, int status) {
    if (status == ACCEPTED) {
      accepted.set((int) number);
    } else {
      refused = "push %d was answered with %d".formatted(number, status);
    }
  }

  /** What the delivery ids begin with. */
  String key() {
    return key;
  }

  /**
   * The numbers of the pushes that were accepted.
   *
   * @throws IllegalStateException when one was not
   */
  BitSet accepted() {
    if (!refused.isEmpty()) {
      throw new IllegalStateException(refused);
    }
    return accepted;
  }
}
