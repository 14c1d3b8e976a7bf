package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.registry.harbor.standin.HarborStandIn;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pushes by the real BuildKit to the stand-in for Harbor, and what is told of those refused. */
class HarborPushIT {
  private static final String[] MAY_PUSH = {"repository:pull", "repository:push"};

  private HarborStandIn harbor;
  private Instant now = Instant.now();
  private RegistryLogin robot;

  @BeforeEach
  void start() throws Exception {
    harbor = new HarborStandIn(RealParts.get("registry"), () -> now);
    harbor.project("acme-shop");
    robot = harbor.robot("acme-shop", "builder", 1, MAY_PUSH);
  }

  @AfterEach
  void stop() throws Exception {
    harbor.close();
  }

  private ImageReference image(String tag) {
    return ImageReference.parse(harbor.host() + "/acme-shop/web-1:" + tag);
  }

  private BuildOutcome push(ImageReference image, RegistryLogin login, String content) {
    try (BuildKit buildKit = RealParts.buildKit()) {
      return buildKit.build(
          Requests.of(InMemoryTree.of(Map.of("a", content)))
              .generated("FROM scratch\nCOPY a /\n")
              .push(image)
              .login(login)
              .build(),
          new Events(),
          new Cancellation());
    }
  }

  private Failure refused(ImageReference image, RegistryLogin login) {
    BuildOutcome outcome = push(image, login, RealParts.unique());
    assertThat(outcome).isInstanceOf(BuildOutcome.Failed.class);
    Failure failure = ((BuildOutcome.Failed) outcome).failure();
    assertThat(failure.type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(failure.message()).contains(harbor.host());
    assertThat(failure.toString()).doesNotContain(login.password().reveal());
    return failure;
  }

  @Test
  void a_robot_pushes() throws Exception {
    BuildOutcome outcome = push(image("one"), robot, "content");

    assertThat(outcome).isInstanceOf(BuildOutcome.Built.class);
    assertThat(
            RegistryProbe.as(HarborStandIn.ADMINISTRATOR, HarborStandIn.PASSWORD)
                .digest(image("one")))
        .isEqualTo(((BuildOutcome.Built) outcome).digest());
  }

  @Test
  void a_token_that_expires_at_once_does_not_end_the_push() {
    harbor.tokensLast(0);

    assertThat(push(image("one"), robot, "content")).isInstanceOf(BuildOutcome.Built.class);
  }

  @Test
  void a_wrong_password_is_named() {
    RegistryLogin wrong =
        new RegistryLogin(
            new RegistryHost(harbor.host()), robot.username(), Secret.of("wr0ng-password"));

    Failure failure = refused(image("one"), wrong);

    assertThat(failure.message()).contains("401");
    assertThat(failure.mend()).contains("REGISTRY_PASSWORD");
  }

  @Test
  void an_account_that_has_expired_is_refused_like_a_wrong_password() {
    now = now.plus(Duration.ofDays(2));

    assertThat(refused(image("one"), robot).mend()).contains("REGISTRY_PASSWORD");
  }

  @Test
  void a_project_that_is_not_there_is_thought_of() {
    ImageReference elsewhere = ImageReference.parse(harbor.host() + "/not-there/web-1:one");

    Failure failure = refused(elsewhere, robot);

    assertThat(failure.message()).contains("no such project");
  }

  @Test
  void a_quota_that_is_used_up_is_thought_of() {
    harbor.quota("acme-shop", 10);

    Failure failure = refused(image("one"), robot);

    assertThat(failure.message()).contains("403");
    assertThat(failure.mend()).contains("quota");
  }

  @Test
  void read_only_mode_is_thought_of() {
    harbor.readOnly(true);

    assertThat(refused(image("one"), robot).mend()).contains("read-only");
  }

  @Test
  void an_immutable_tag_is_named() {
    push(image("v1"), robot, "first");
    harbor.immutable("acme-shop", "v1");

    Failure failure = refused(image("v1"), robot);

    assertThat(failure.message()).contains("412");
    assertThat(failure.mend()).contains("immutable");
  }

  @Test
  void a_proxy_cache_is_named() {
    harbor.proxyCache("acme-shop");

    Failure failure = refused(image("one"), robot);

    assertThat(failure.message()).contains("405");
    assertThat(failure.mend()).contains("proxy cache");
  }
}
