package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Scans of images for vulnerabilities. Of an index with attestations, the image of the platform is
 * what is scanned. Failures are {@link PortException}s.
 */
public final class HarborScans {
  /** Reports that Harbor may answer with, the newer first (swagger.yaml, acceptVulnerabilities). */
  private static final String REPORTS =
      "application/vnd.security.vulnerability.report; version=1.1,"
          + " application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0";

  /** A report of tens of thousands of findings. */
  private static final int LONGEST_REPORT = 64 * 1024 * 1024;

  private final Artifacts artifacts;
  private final Waiting waiting;

  HarborScans(Artifacts artifacts, Waiting waiting) {
    this.artifacts = artifacts;
    this.waiting = waiting;
  }

  /** Asks for a scan; nothing when one is going on. */
  public void start(PushedImage image) {
    artifacts.scan(image, "vulnerability");
  }

  /** How far the last scan is, and what it found. */
  public ScanSummary summary(PushedImage image) {
    Answer answer =
        artifacts
            .client()
            .send(
                artifacts.path(image) + "?with_scan_overview=true&with_tag=false",
                RegistryRequest.get("application/json").with("X-Accept-Vulnerabilities", REPORTS));
    return ScanSummary.of(artifacts.json(image, answer).path("scan_overview"));
  }

  /**
   * Waits for the scan that was asked for.
   *
   * @return what it has come to, which may be {@link ScanStatus#ERROR}
   * @throws PortException of class INFRASTRUCTURE when it has not ended after this time: that scans
   *     stay pending for ever is known of Harbor (issue 17166)
   */
  public ScanSummary await(PushedImage image, Duration longest) {
    return waiting.until(
        "scan of " + image.reference().pinned(image.digest()),
        longest,
        () -> summary(image),
        ScanSummary::status);
  }

  /** What the last scan found, one by one; empty when there is no report. */
  public List<Vulnerability> vulnerabilities(PushedImage image) {
    Answer answer =
        artifacts
            .client()
            .send(
                artifacts.path(image) + "/additions/vulnerabilities",
                RegistryRequest.get("application/json")
                    .with("X-Accept-Vulnerabilities", REPORTS)
                    .upTo(LONGEST_REPORT));
    artifacts.require(image, answer);
    try {
      return Findings.read(answer.body());
    } catch (IOException e) {
      throw artifacts.client().refusals().unreachable(HarborClient.WHO, e);
    }
  }
}
