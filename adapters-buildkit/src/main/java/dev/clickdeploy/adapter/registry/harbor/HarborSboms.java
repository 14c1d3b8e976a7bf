package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.Optional;

/**
 * Bills of materials that Harbor's scanner makes of images. Failures are {@link PortException}s.
 */
public final class HarborSboms {
  private static final int LONGEST = 64 * 1024 * 1024;

  private final Artifacts artifacts;
  private final Waiting waiting;

  HarborSboms(Artifacts artifacts, Waiting waiting) {
    this.artifacts = artifacts;
    this.waiting = waiting;
  }

  /** Asks for one; nothing when it is being made. */
  public void start(PushedImage image) {
    artifacts.scan(image, "sbom");
  }

  /** How far it is. */
  public ScanStatus status(PushedImage image) {
    Answer answer =
        artifacts.client().get(artifacts.path(image) + "?with_sbom_overview=true&with_tag=false");
    return ScanStatus.of(
        artifacts.json(image, answer).path("sbom_overview").path("scan_status").asText());
  }

  /**
   * Waits for the one that was asked for.
   *
   * @throws PortException of class INFRASTRUCTURE when it is not there after this time
   */
  public ScanStatus await(PushedImage image, Duration longest) {
    return waiting.until(
        "bill of materials of " + image.reference().pinned(image.digest()),
        longest,
        () -> status(image),
        status -> status);
  }

  /** The document, JSON of SPDX as a rule; absent when none has been made. */
  public Optional<byte[]> document(PushedImage image) {
    Answer answer =
        artifacts
            .client()
            .send(
                artifacts.path(image) + "/additions/sbom",
                RegistryRequest.get("application/json").upTo(LONGEST));
    return switch (answer.status()) {
      case 200 -> Optional.of(answer.body());
      case 404 -> Optional.empty();
      default -> throw artifacts.client().refused(answer);
    };
  }
}
