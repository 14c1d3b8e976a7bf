package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.GivenNames;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.BuildValues;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a service's builds are given, from the vault to the builder. */
class InputsInBuildsTest {
  private static final String TOKEN = "npm_s3cret/token+0123";
  private static final String HOSTNAME = "BUILDKIT_SANDBOX_HOSTNAME";

  private final House house = new House();
  private final BuildValues values = house.api.values();
  private final Scope scope = Scope.of(house.organization.id());
  private final ServiceId id = house.service.id();

  @AfterEach
  void close() {
    house.close();
  }

  private void set(ValueKind kind, String name, String value) {
    values.change(scope, id, new ValueChanges(kind, Map.of(name, Secret.of(value)), Set.of()));
  }

  private static BuildPlan plan(DockerfileSource dockerfile) {
    BuildPlan plan = FakeBuildPlanner.PLAN;
    return new BuildPlan(
        plan.provider(),
        plan.summary(),
        dockerfile,
        null,
        Map.of("FROM_SETTINGS", "1"),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  private BuildRequest built(DockerfileSource dockerfile) {
    house.planner.answer(new PlanResult.Planned(plan(dockerfile)));
    assertThat(house.ended(house.trigger()).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    return house.builder.requests().getLast();
  }

  @Test
  void an_own_dockerfile_is_given_variables_as_arguments_and_secrets_to_mount() {
    set(ValueKind.ENVIRONMENT, "API_URL", "https://api.test");
    set(ValueKind.ENVIRONMENT, "FROM_SETTINGS", "2");
    set(ValueKind.ENVIRONMENT, "RAILPACK_NODE_VERSION", "22");
    set(ValueKind.SECRET, "NPM_TOKEN", TOKEN);
    house.worker();

    BuildRequest request = built(new DockerfileSource.InTree("Dockerfile"));

    assertThat(request.options().secrets()).isEqualTo(Map.of("NPM_TOKEN", Secret.of(TOKEN)));
    Map<String, String> arguments = new HashMap<>(request.plan().buildArgs());
    assertThat(arguments.remove(HOSTNAME)).matches("build-[0-9a-f]{16}");
    assertThat(arguments).isEqualTo(Map.of("API_URL", "https://api.test", "FROM_SETTINGS", "1"));
    assertThat(request.toString()).doesNotContain(TOKEN);
  }

  @Test
  void a_generated_dockerfile_is_given_all_of_them_to_mount_and_a_version() {
    set(ValueKind.ENVIRONMENT, "API_URL", "https://api.test");
    set(ValueKind.SECRET, "NPM_TOKEN", TOKEN);
    house.worker();

    BuildRequest request = built(new DockerfileSource.Generated("FROM scratch\n"));

    assertThat(request.options().secrets())
        .isEqualTo(Map.of("NPM_TOKEN", Secret.of(TOKEN), "API_URL", Secret.of("https://api.test")));
    assertThat(request.plan().buildArgs())
        .containsOnlyKeys(GivenNames.VERSION, "FROM_SETTINGS")
        .doesNotContainValue(TOKEN);
  }

  @Test
  void the_version_is_another_one_when_a_value_is_and_only_then() {
    set(ValueKind.SECRET, "NPM_TOKEN", TOKEN);
    house.worker();
    DockerfileSource own = new DockerfileSource.InTree("Dockerfile");
    String first = built(own).plan().buildArgs().get(HOSTNAME);

    assertThat(built(own).plan().buildArgs().get(HOSTNAME)).isEqualTo(first);
    set(ValueKind.ENVIRONMENT, "OTHER", "x");
    assertThat(built(own).plan().buildArgs().get(HOSTNAME)).isEqualTo(first);
    set(ValueKind.SECRET, "NPM_TOKEN", "another one");
    assertThat(built(own).plan().buildArgs().get(HOSTNAME)).isNotEqualTo(first);
  }

  @Test
  void no_argument_of_the_settings_hides_that_a_secret_is_another_one() {
    set(ValueKind.SECRET, "NPM_TOKEN", TOKEN);
    BuildPlan plan =
        plan(new DockerfileSource.InTree("Dockerfile")).withBuildArgs(Map.of(HOSTNAME, "mine"));
    house.planner.answer(new PlanResult.Planned(plan));
    house.worker();

    house.ended(house.trigger());

    assertThat(house.builder.requests().getLast().plan().buildArgs().get(HOSTNAME))
        .startsWith("build-");
  }

  @Test
  void a_service_without_values_is_built_as_before() {
    house.worker();

    for (DockerfileSource source :
        List.of(
            new DockerfileSource.InTree("Dockerfile"), new DockerfileSource.Generated("FROM x"))) {
      BuildRequest request = built(source);
      assertThat(request.plan()).isEqualTo(plan(source));
      assertThat(request.options().secrets()).isEmpty();
      assertThat(request.logins()).isEqualTo(house.registry.logins());
    }
    assertThat(house.registry.askedAs()).isEmpty();
  }

  @Test
  void the_planner_is_told_names_by_a_deployment_and_by_a_plan_alike() {
    set(ValueKind.ENVIRONMENT, "RAILPACK_NODE_VERSION", "22");
    set(ValueKind.ENVIRONMENT, "API_URL", "https://api.test");
    set(ValueKind.SECRET, "NPM_TOKEN", TOKEN);
    AtomicReference<BuildSettings> told = new AtomicReference<>();
    house.planner.answer(
        (tree, settings) -> {
          told.set(settings);
          return new PlanResult.Planned(FakeBuildPlanner.PLAN);
        });

    house.api.plans().plan(new dev.clickdeploy.port.in.Plans.PlanService(scope, id, null));
    BuildSettings planned = told.getAndSet(null);
    house.worker();
    house.ended(house.trigger());

    assertThat(planned.given()).isEqualTo(new GivenNames(Set.of("API_URL"), Set.of("NPM_TOKEN")));
    assertThat(planned.overrides().environment()).isEqualTo(Map.of("RAILPACK_NODE_VERSION", "22"));
    assertThat(told.get()).isEqualTo(planned);
  }

  @Test
  void values_are_blotted_out_of_logs_unless_they_are_words() {
    set(ValueKind.SECRET, "PIN", "1234");
    set(ValueKind.ENVIRONMENT, "NODE_ENV", "production");
    set(ValueKind.ENVIRONMENT, "KEY", "0123456789abcdef");
    house.builder.next(house.builder.printing("pin 1234 in production with 0123456789abcdef"));
    house.worker();

    Deployment ended = house.ended(house.trigger());

    assertThat(house.log(ended)).contains("#1 pin [secret] in production with [secret]");
  }

  @Test
  void a_service_is_pushed_and_verified_by_its_own_account() {
    Secret password = Secret.of("the-services-own-password");
    values.changeRegistryCredential(scope, id, new RegistryCredential("robot$web", password));
    house.builder.next(house.builder.printing("docker login -p the-services-own-password"));
    house.worker();

    Deployment ended = house.ended(house.trigger());

    RegistryLogin login =
        new RegistryLogin(new RegistryHost("registry.test"), "robot$web", password);
    assertThat(house.builder.requests().getLast().logins()).containsExactly(login);
    assertThat(house.registry.askedAs()).isNotEmpty().containsOnly(login);
    assertThat(house.log(ended)).contains("#1 docker login -p [secret]");
    values.changeRegistryCredential(scope, id, null);
    house.push(InMemoryTree.of(Map.of("index.html", "<h1>another</h1>")), "refs/heads/main");
    house.ended(house.trigger());
    assertThat(house.builder.requests().getLast().logins()).isEqualTo(house.registry.logins());
  }

  @Test
  void a_name_of_two_kinds_and_a_foreign_service_are_refused() {
    set(ValueKind.ENVIRONMENT, "A", "1");
    assertThatThrownBy(() -> set(ValueKind.SECRET, "A", "2"))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.reason()).isEqualTo(RequestException.Reason.CONFLICT))
        .hasMessageContaining("'A' as a variable");
    ServiceId unknown = ServiceId.next(house.clock);
    assertThatThrownBy(() -> values.kept(scope, unknown)).hasMessageContaining("no service");
    assertThatThrownBy(() -> values.changeRegistryCredential(scope, unknown, null))
        .hasMessageContaining("no service");
    assertThat(values.kept(scope, id).environment()).hasSize(1);
  }
}
