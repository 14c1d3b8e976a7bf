package dev.clickdeploy.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Redeployments.Redeploy;
import dev.clickdeploy.port.in.Redeployments.Rollback;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedeploymentDeskTest {
  private final House house = new House();
  private final Scope scope = Scope.of(house.organization.id());

  @AfterEach
  void close() {
    house.close();
  }

  private Deployment redeploy(Deployment earlier, @Nullable String key, boolean noCache) {
    return redeploy(scope, earlier, key, noCache);
  }

  private Deployment redeploy(Scope as, Deployment earlier, @Nullable String key, boolean noCache) {
    return house.api.redeployments().redeploy(new Redeploy(as, earlier.id(), key, noCache));
  }

  private Deployment rollBack(Scope as, ServiceId service, DeploymentId to, @Nullable String key) {
    return house.api.redeployments().rollBack(new Rollback(as, service, to, key));
  }

  private Deployment built() {
    String content = "<h1>" + house.builder.requests().size() + "</h1>";
    house.push(InMemoryTree.of(Map.of("index.html", content)), "refs/heads/main");
    house.clock.advance(Duration.ofMinutes(1));
    return house.ended(house.trigger());
  }

  private static void assertRefused(ThrowingCallable call, Reason reason, String part) {
    RequestException thrown = catchThrowableOfType(RequestException.class, call);
    assertThat(thrown.reason()).isEqualTo(reason);
    assertThat(thrown).hasMessageContaining(part);
  }

  @Test
  void a_redeploy_builds_the_same_commit_and_names_where_it_comes_from() {
    Deployment earlier = house.trigger();

    Deployment again = redeploy(earlier, null, true);

    assertThat(again.id()).isNotEqualTo(earlier.id());
    assertThat(again.status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(again.origin().trigger()).isEqualTo(Trigger.REDEPLOY);
    assertThat(again.origin().redeployOf()).contains(earlier.id());
    assertThat(again.origin().sha()).isEqualTo(earlier.origin().sha());
    assertThat(again.origin().ref()).isEqualTo(earlier.origin().ref());
    assertThat(again.origin().noCache()).isTrue();
    assertThat(again.commit()).isEqualTo(earlier.commit());
    assertThat(house.job(again).kind()).isEqualTo(JobKind.BUILD);
    house.worker();
    assertThat(house.ended(again).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void a_key_makes_one_redeploy_of_one_deployment() {
    Deployment one = house.trigger();
    Deployment two = house.trigger();

    Deployment again = redeploy(one, "key", false);

    assertThat(redeploy(one, "key", false).id()).isEqualTo(again.id());
    assertThat(redeploy(two, "key", false).id()).isNotEqualTo(again.id());
    assertThat(redeploy(one, null, false).id()).isNotEqualTo(again.id());
    assertThat(house.trigger(null, "key").id()).isNotEqualTo(again.id());
  }

  @Test
  void a_key_makes_one_rollback() {
    house.worker();
    Deployment first = built();
    built();
    house.close();

    Deployment back = rollBack(scope, house.service.id(), first.id(), "key");

    assertThat(rollBack(scope, house.service.id(), first.id(), "key").id()).isEqualTo(back.id());
    assertThat(rollBack(scope, house.service.id(), first.id(), null).id()).isNotEqualTo(back.id());
  }

  @Test
  void what_the_scope_does_not_reach_is_not_there() {
    Deployment earlier = house.trigger();
    Scope elsewhere = Scope.of(house.api.tenants().createOrganization(new Name("Other")).id());
    Scope otherProject =
        new Scope(
            house.organization.id(),
            house.api.tenants().createProject(scope, new Name("Blog")).id());
    for (Scope foreign : List.of(elsewhere, otherProject)) {
      assertRefused(
          () -> redeploy(foreign, earlier, null, false), Reason.NOT_FOUND, "" + earlier.id());
      assertRefused(
          () -> rollBack(foreign, house.service.id(), earlier.id(), null),
          Reason.NOT_FOUND,
          "service");
    }
    Scope own = new Scope(house.organization.id(), house.project.id());
    assertThat(redeploy(own, earlier, null, false).status()).isEqualTo(DeploymentStatus.QUEUED);
    DeploymentId unknown = DeploymentId.next(house.clock);
    assertRefused(
        () -> rollBack(scope, house.service.id(), unknown, null), Reason.NOT_FOUND, "" + unknown);
  }

  @Test
  void there_is_no_way_back_to_what_has_no_image_is_another_services_or_is_current() {
    Deployment queued = house.trigger();
    assertRefused(
        () -> house.rollBack(queued), Reason.CONFLICT, "is queued and has no image to return to");
    house.cancel(queued);
    assertRefused(() -> house.rollBack(queued), Reason.CONFLICT, "was cancelled");
    house.worker();
    Deployment current = built();
    assertRefused(
        () -> house.rollBack(current), Reason.CONFLICT, "is the service's current one already");
    Service other = house.service("other", null);
    assertRefused(
        () -> rollBack(scope, other.id(), current.id(), null),
        Reason.CONFLICT,
        "is another service's");
  }
}
