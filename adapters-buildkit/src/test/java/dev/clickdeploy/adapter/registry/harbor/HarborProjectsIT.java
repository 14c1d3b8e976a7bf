package dev.clickdeploy.adapter.registry.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HarborProjectsIT {
  private Harbors harbors;
  private HarborRegistry registry;

  @BeforeEach
  void open() throws Exception {
    harbors = new Harbors();
    registry = harbors.registry();
  }

  @AfterEach
  void close() throws Exception {
    harbors.close();
  }

  private ImageReference in(String project) {
    return new ImageReference(registry.host(), project + "/web", "one");
  }

  private PortException refused(RegistryLogin login, String project) {
    return catchThrowableOfType(PortException.class, () -> registry.prepare(in(project), login));
  }

  @Test
  void a_project_that_is_missing_is_made_private_with_what_the_options_say() {
    HarborRegistry scanning =
        harbors.registry(
            harbors.standIn.administrator(),
            HarborOptions.DEFAULT.withScanOnPush(true).withProjectQuota(1_000_000));

    scanning.prepare(in("acme-shop"), null);

    assertThat(scanning.projects().find("acme-shop").orElseThrow().isPublic()).isFalse();
    assertThat(harbors.standIn.metadata("acme-shop")).containsEntry("auto_scan", "true");
    assertThat(scanning.projects().quota("acme-shop"))
        .isEqualTo(new HarborQuota(OptionalLong.of(1_000_000), 0));
    assertThat(scanning.projects().ensure("acme-shop")).isFalse();
  }

  @Test
  void a_name_of_digits_is_no_id() {
    assertThat(registry.projects().ensure("2026")).isTrue();

    assertThat(registry.projects().find("2026").orElseThrow().name()).isEqualTo("2026");
    assertThat(registry.projects().find("1")).isEmpty();
  }

  @Test
  void a_robot_that_may_only_pull_and_push_is_enough_for_a_project_that_is_there() {
    RegistryLogin robot =
        harbors.standIn.robot("registry-it", "ci", 1, "repository:pull", "repository:push");

    registry.prepare(in("registry-it"), robot);

    assertThat(harbors.standIn.asked()).noneMatch(asked -> asked.startsWith("POST /api"));
  }

  @Test
  void a_missing_project_that_the_account_may_not_make_is_named_with_its_mend() {
    RegistryLogin robot =
        harbors.standIn.robot("registry-it", "ci", 1, "repository:pull", "repository:push");

    PortException thrown = refused(robot, "acme-shop");

    assertThat(thrown)
        .hasMessageContaining("acme-shop")
        .hasMessageContaining("robot$registry-it+ci")
        .hasMessageNotContaining(robot.password().reveal());
    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(thrown.failure().mend()).contains("make the project");
  }

  @Test
  void an_account_that_may_look_but_not_push_is_told_so_before_anything_is_built() {
    RegistryLogin reader =
        harbors.standIn.robot("registry-it", "reader", 1, "repository:pull", "project:read");

    PortException thrown = refused(reader, "registry-it");

    assertThat(thrown).hasMessageContaining("may not push").hasMessageContaining("registry-it");
  }

  @Test
  void an_account_that_has_expired_is_a_matter_of_credentials() {
    RegistryLogin robot =
        harbors.standIn.robot("registry-it", "ci", 1, "repository:pull", "repository:push");
    harbors.pass(Duration.ofDays(2));

    assertThat(refused(robot, "registry-it").failure().mend()).contains("REGISTRY_PASSWORD");
  }

  @Test
  void what_was_in_order_is_not_asked_for_again_for_a_while() {
    registry.prepare(in("acme-shop"), null);
    int asked = harbors.standIn.asked().size();

    registry.prepare(in("acme-shop"), null);
    assertThat(harbors.standIn.asked()).hasSize(asked);

    harbors.pass(Duration.ofMinutes(6));
    registry.prepare(in("acme-shop"), null);
    assertThat(harbors.standIn.asked().size()).isGreaterThan(asked);
  }

  @Test
  void read_only_mode_stands_in_the_way_of_pushes() {
    harbors.standIn.readOnly(true);

    Failure obstacle = registry.obstacle(in("registry-it")).orElseThrow();

    assertThat(obstacle.message()).contains("read-only");
    assertThat(obstacle.mend()).contains("administrator");
  }

  @Test
  void a_quota_that_is_used_up_stands_in_the_way_of_pushes() throws Exception {
    harbors.image("one");
    harbors.standIn.quota("registry-it", 10);

    Failure obstacle = registry.obstacle(in("registry-it")).orElseThrow();

    assertThat(obstacle.message()).contains("registry-it").contains("quota").contains("of 10 B");
    assertThat(obstacle.mend()).contains("raise");
  }

  @Test
  void nothing_stands_in_the_way_as_a_rule() throws Exception {
    harbors.image("one");

    assertThat(registry.obstacle(in("registry-it"))).isEmpty();
    assertThat(registry.obstacle(in("not-there"))).isEmpty();
  }

  @Test
  void lists_longer_than_a_page_come_whole() {
    HarborProject project = registry.projects().find("registry-it").orElseThrow();
    for (int i = 0; i < 205; i++) {
      registry.labels().ensure(project, "label-%03d".formatted(i), "#ff0000");
    }

    assertThat(registry.labels().list(project)).hasSize(205).doesNotHaveDuplicates();
  }
}
