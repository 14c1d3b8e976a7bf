package dev.clickdeploy.adapter.registry.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.registry.HandPush;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scans, bills of materials and labels of the stand-in for Harbor. */
class HarborScansIT {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Harbors harbors;
  private HarborRegistry registry;
  private PushedImage image;

  @BeforeEach
  void open() throws Exception {
    harbors = new Harbors();
    registry = harbors.registry();
    image = harbors.image("one");
  }

  @AfterEach
  void close() throws Exception {
    harbors.close();
  }

  @Test
  void a_scan_is_waited_for_and_counted() {
    assertThat(registry.scans().summary(image).status()).isEqualTo(ScanStatus.NOT_SCANNED);

    registry.scans().start(image);
    registry.scans().start(image);
    ScanSummary summary = registry.scans().await(image, LONGEST);

    assertThat(summary)
        .isEqualTo(
            new ScanSummary(
                ScanStatus.SUCCESS,
                "Critical",
                Map.of("Critical", 1, "Low", 2),
                3,
                1,
                "Trivy v0.60"));
    assertThat(harbors.waits).isNotEmpty();
  }

  @Test
  void what_was_found_is_listed() {
    assertThat(registry.scans().vulnerabilities(image)).isEmpty();
    harbors.standIn.scans("Success");
    registry.scans().start(image);

    assertThat(registry.scans().vulnerabilities(image))
        .isEqualTo(
            List.of(
                new Vulnerability("CVE-2026-0001", "openssl", "3.0.1", "3.0.2", "Critical"),
                new Vulnerability("CVE-2026-0002", "zlib", "1.2", "", "Low")));
  }

  @Test
  void a_scan_that_stays_pending_is_not_waited_for_for_ever() {
    harbors.standIn.scans("Pending");
    registry.scans().start(image);

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.scans().await(image, LONGEST));

    assertThat(thrown).hasMessageContaining("20 s").hasMessageContaining("PENDING");
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
    Duration waited = harbors.waits.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(waited).isBetween(LONGEST.minusSeconds(6), LONGEST);
  }

  @Test
  void a_scan_that_failed_is_an_end_too() {
    harbors.standIn.scans("Running", "Error");
    registry.scans().start(image);

    assertThat(registry.scans().await(image, LONGEST).status()).isEqualTo(ScanStatus.ERROR);
  }

  @Test
  void of_an_index_the_image_of_the_platform_is_scanned() throws Exception {
    byte[] child = harbors.push.image("child", "layer");
    byte[] index = harbors.push.index("all", child);
    PushedImage all = new PushedImage(harbors.place("all"), ImageDigest.of(index));

    registry.scans().start(all);

    assertThat(registry.scans().await(all, LONGEST).total()).isEqualTo(3);
    PushedImage inner = new PushedImage(harbors.place("child"), ImageDigest.of(child));
    assertThat(registry.scans().summary(inner).status()).isEqualTo(ScanStatus.SUCCESS);
  }

  @Test
  void a_project_without_a_scanner_is_told_so() {
    harbors.standIn.withoutScanner();

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.scans().start(image));

    assertThat(thrown.failure().mend()).contains("scanner");
  }

  @Test
  void an_image_that_is_gone_is_told_so() {
    PushedImage gone =
        new PushedImage(
            image.reference(), ImageDigest.of(HandPush.INDEX.getBytes(StandardCharsets.UTF_8)));

    PortException thrown =
        catchThrowableOfType(PortException.class, () -> registry.scans().start(gone));

    assertThat(thrown).hasMessageContaining(gone.digest().value());
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
  }

  @Test
  void a_bill_of_materials_is_made_and_read() {
    assertThat(registry.sboms().status(image)).isEqualTo(ScanStatus.NOT_SCANNED);
    assertThat(registry.sboms().document(image)).isEmpty();

    registry.sboms().start(image);

    assertThat(registry.sboms().await(image, LONGEST)).isEqualTo(ScanStatus.SUCCESS);
    assertThat(new String(registry.sboms().document(image).orElseThrow(), StandardCharsets.UTF_8))
        .contains("SPDX-2.3");
  }

  @Test
  void labels_are_put_on_an_image_and_taken_off() {
    HarborProject project = registry.projects().find("registry-it").orElseThrow();
    registry.labels().ensure(project, "released-before", "#0000ff");
    HarborLabel label = registry.labels().ensure(project, "released", "#00ff00");

    assertThat(registry.labels().ensure(project, "released", "#ffffff")).isEqualTo(label);
    assertThat(registry.labels().add(image, label)).isTrue();
    assertThat(registry.labels().add(image, label)).isFalse();
    assertThat(registry.labels().of(image)).containsExactly(label);
    assertThat(registry.labels().remove(image, label)).isTrue();
    assertThat(registry.labels().remove(image, label)).isFalse();
    assertThat(registry.labels().of(image)).isEmpty();
  }
}
