package dev.clickdeploy.adapter.registry.harbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HarborRobotsIT {
  private static final String PROJECT = "registry-it";

  private Harbors harbors;
  private HarborRegistry registry;

  @BeforeEach
  void open() throws Exception {
    harbors = new Harbors();
    registry =
        harbors.registry(harbors.standIn.administrator(), HarborOptions.DEFAULT.withRobots(true));
  }

  @AfterEach
  void close() throws Exception {
    harbors.close();
  }

  private RegistryLogin login() {
    List<RegistryLogin> logins = registry.logins(harbors.place("one"));
    assertThat(logins).hasSize(1);
    return logins.getFirst();
  }

  private Set<String> robots() {
    return harbors.standIn.accounts().stream()
        .filter(name -> name.startsWith("robot$"))
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void a_build_logs_in_as_a_robot_of_its_project_alone() throws Exception {
    PushedImage image = harbors.image("one");
    harbors.standIn.project("another");

    RegistryLogin robot = login();

    assertThat(robot.username()).startsWith("robot$registry-it+click-deploy-");
    assertThat(registry.images().tag(image, "two", robot)).isTrue();
    ImageReference elsewhere = new ImageReference(registry.host(), "another/web", "one");
    assertThatThrownBy(() -> registry.prepare(elsewhere, robot))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("another");
    assertThatThrownBy(() -> registry.images().delete(image, robot))
        .isInstanceOf(PortException.class);
  }

  @Test
  void the_next_build_takes_the_same_account() {
    RegistryLogin robot = login();

    assertThat(login()).isEqualTo(robot);
    assertThat(robots()).containsExactly(robot.username());
  }

  @Test
  void an_account_that_somebody_switched_off_is_replaced() {
    RegistryLogin robot = login();
    harbors.standIn.disable(robot.username());

    assertThat(login().username()).isNotEqualTo(robot.username());
  }

  @Test
  void accounts_take_turns_and_a_build_keeps_the_one_that_it_has() {
    RegistryLogin first = login();
    harbors.pass(Duration.ofHours(13));
    RegistryLogin second = login();

    assertThat(robots()).containsExactlyInAnyOrder(first.username(), second.username());

    harbors.pass(Duration.ofHours(13));
    RegistryLogin third = login();
    assertThat(robots()).containsExactlyInAnyOrder(second.username(), third.username());
  }

  @Test
  void accounts_end_with_the_process() {
    login();
    harbors.pass(Duration.ofHours(13));
    login();

    registry.close();

    assertThat(robots()).isEmpty();
  }

  @Test
  void what_a_killed_process_left_is_cleared_away_once_it_has_expired() {
    RegistryLogin left = harbors.standIn.robot(PROJECT, "click-deploy-0123456789ab", 2);
    RegistryLogin alive = harbors.standIn.robot(PROJECT, "click-deploy-ba9876543210", 9);
    RegistryLogin other = harbors.standIn.robot(PROJECT, "ci", 2);
    harbors.pass(Duration.ofDays(3));

    login();

    assertThat(robots())
        .doesNotContain(left.username())
        .contains(alive.username(), other.username())
        .hasSize(3);
  }

  @Test
  void a_secret_is_changed_and_the_one_before_opens_nothing() {
    MintedRobot minted = registry.robots().mint(PROJECT, "ci", 30, RobotRights.MANAGE);
    RegistryLogin before = minted.login(registry.host());
    registry.prepare(harbors.place("one"), before);
    harbors.pass(Duration.ofMinutes(10));

    RegistryLogin after = registry.robots().rotate(minted.robot()).login(registry.host());

    assertThat(after.username()).isEqualTo(before.username());
    assertThatThrownBy(() -> registry.prepare(harbors.place("one"), before))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("401");
    registry.prepare(harbors.place("one"), after);
    assertThat(minted.toString()).doesNotContain(minted.secret().reveal());
  }

  @Test
  void an_account_is_found_listed_and_ended() {
    HarborRobot robot = registry.robots().mint(PROJECT, "ci", 30, RobotRights.PUSH).robot();

    assertThat(registry.robots().find(robot.id())).contains(robot);
    assertThat(registry.robots().list(PROJECT)).containsExactly(robot);
    assertThat(registry.robots().list("not-there")).isEmpty();
    assertThat(registry.robots().delete(robot)).isTrue();
    assertThat(registry.robots().delete(robot)).isFalse();
    assertThat(registry.robots().find(robot.id())).isEmpty();
  }

  @Test
  void an_account_that_may_make_no_robots_is_told_so() {
    RegistryLogin robot =
        harbors.standIn.robot(PROJECT, "ci", 1, "repository:pull", "repository:push");
    HarborRegistry own = harbors.registry(robot, HarborOptions.DEFAULT.withRobots(true));

    assertThatThrownBy(() -> own.logins(harbors.place("one")))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("403")
        .hasMessageNotContaining(robot.password().reveal());
  }

  @Test
  void a_manager_does_all_that_this_adapter_does_in_its_project() throws Exception {
    RegistryLogin manager =
        registry.robots().mint(PROJECT, "manager", 1, RobotRights.MANAGE).login(registry.host());
    PushedImage image = harbors.image("one");
    HarborRegistry managed = harbors.registry(manager, HarborOptions.DEFAULT);

    HarborProject project = managed.projects().find(PROJECT).orElseThrow();
    HarborLabel label = managed.labels().ensure(project, "released", "#00ff00");
    assertThat(managed.labels().add(image, label)).isTrue();
    assertThat(managed.labels().remove(image, label)).isTrue();
    managed.scans().start(image);
    assertThat(managed.scans().await(image, Duration.ofMinutes(1)).total()).isEqualTo(3);
    assertThat(managed.projects().quota(PROJECT).used()).isPositive();
    assertThat(managed.images().deleteTag(image.reference(), null)).isTrue();
    assertThat(managed.images().delete(image, null)).isTrue();
  }
}
