package dev.clickdeploy.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.build.Recipe;
import dev.clickdeploy.model.build.ToolVersion;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Plans.PlanService;
import dev.clickdeploy.port.in.Plans.Planned;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanDeskTest {
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void the_services_branch_is_planned_and_nothing_is_built() {
    Planned planned = plan(null);

    assertThat(planned.sha()).isEqualTo(InMemoryTree.COMMIT.sha());
    assertThat(planned.result()).isEqualTo(new PlanResult.Planned(FakeBuildPlanner.PLAN));
    assertThat(planned.locked()).isEmpty();
    assertThat(house.builder.requests()).isEmpty();
    assertThat(house.sources.openTrees()).isZero();
  }

  @Test
  void versions_of_an_image_are_kept_for_the_next_plan_until_they_are_unlocked() {
    house.planner.answer(new PlanResult.Planned(with("22")));
    house.worker();
    house.ended(house.trigger());

    assertThat(plan(null).locked()).isEqualTo(Map.of("node", "22"));
    assertThat(house.planner.lastLocked()).isEqualTo(Map.of("node", "22"));

    house.api.plans().unlock(Scope.of(house.organization.id()), house.service.id());
    assertThat(plan(null).locked()).isEmpty();
  }

  @Test
  void a_deployment_that_fails_keeps_no_versions() {
    house.planner.answer(new PlanResult.Planned(with("22")));
    house.builder.next(house.builder.failing(Failure.of(FailureClass.BUILD_STEP, "broken", null)));
    house.worker();
    house.ended(house.trigger());

    assertThat(plan(null).locked()).isEmpty();
  }

  @Test
  void an_image_is_not_thrown_away_because_its_versions_cannot_be_kept() {
    house.planner.answer(new PlanResult.Planned(with("22")));
    house.storage.breakVerb("lockVersions");
    house.worker();

    assertThat(house.ended(house.trigger()).image()).isNotNull();
    assertThat(house.storage.refused()).isPositive();
  }

  @Test
  void what_cannot_be_planned_is_refused_in_the_callers_terms() {
    assertThat(reason("nowhere")).isEqualTo(Reason.INVALID);
    assertThatThrownBy(
            () ->
                house
                    .api
                    .plans()
                    .plan(
                        new PlanService(
                            Scope.of(house.organization.id()), ServiceId.next(house.clock), null)))
        .hasMessageContaining("there is no service");
    var other = house.api.tenants().createOrganization(new Name("Other")).id();
    assertThatThrownBy(() -> house.api.plans().unlock(Scope.of(other), house.service.id()))
        .isInstanceOf(RequestException.class);
  }

  private Reason reason(String ref) {
    try {
      plan(ref);
      throw new AssertionError("planned");
    } catch (RequestException e) {
      return e.reason();
    }
  }

  private Planned plan(@Nullable String ref) {
    return house
        .api
        .plans()
        .plan(
            new PlanService(
                Scope.of(house.organization.id()),
                house.service.id(),
                ref == null ? null : new GitRef(ref)));
  }

  private static BuildPlan with(String version) {
    BuildPlan plan = FakeBuildPlanner.PLAN;
    Recipe none = Recipe.UNKNOWN;
    return new BuildPlan(
        plan.provider(),
        plan.summary(),
        plan.dockerfile(),
        plan.target(),
        plan.buildArgs(),
        plan.port(),
        plan.ignore(),
        plan.evidence(),
        plan.warnings(),
        new Recipe(
            new ToolVersion("node", version, ToolVersion.DEFAULT),
            none.tools(),
            null,
            null,
            none.install(),
            none.build(),
            null,
            null,
            none.baseImages()));
  }
}
