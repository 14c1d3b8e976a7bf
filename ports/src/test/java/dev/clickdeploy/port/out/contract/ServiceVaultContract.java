package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.KeptValues;
import dev.clickdeploy.model.service.KeptValues.KeptValue;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ValueChanges;
import dev.clickdeploy.model.service.ValueKind;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ServiceVault;
import dev.clickdeploy.port.out.ServiceVault.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceVault} promises. */
public abstract class ServiceVaultContract {
  private Given given;
  private Scope scope;
  private Project project;
  private Service service;
  private Instant now;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    Organization organization = given.organization();
    scope = Scope.of(organization.id());
    project = given.project(organization);
    service = given.service(project);
    now = given.now();
  }

  private ServiceVault vault() {
    return stores().vault();
  }

  private BuildInputs inputs() {
    return vault().inputs(service.id());
  }

  private KeptValues kept() {
    return vault().kept(scope, service.id()).orElseThrow();
  }

  private Change change(ValueKind kind, Map<String, String> set, String... removed) {
    Map<String, Secret> values = new HashMap<>();
    set.forEach((name, value) -> values.put(name, Secret.of(value)));
    return vault()
        .change(scope, service.id(), new ValueChanges(kind, values, Set.of(removed)), now);
  }

  @Test
  void a_service_begins_without_values() {
    assertThat(kept()).isEqualTo(new KeptValues(List.of(), List.of(), null));
    assertThat(inputs()).isEqualTo(BuildInputs.NONE);
    assertThat(vault().inputs(ServiceId.next(stores()::now))).isEqualTo(BuildInputs.NONE);
  }

  @Test
  void values_are_merged_and_given_to_builds_while_others_see_names_and_times() {
    change(ValueKind.ENVIRONMENT, Map.of("B", "two\nlines", "A", "grüß \"dich\" $x"));
    change(ValueKind.SECRET, Map.of("TOKEN", "t"));
    now = now.plus(Duration.ofMinutes(1));

    Change changed = change(ValueKind.ENVIRONMENT, Map.of("C", "3"), "B", "not there");

    KeptValues kept =
        new KeptValues(
            List.of(new KeptValue("A", now.minus(Duration.ofMinutes(1))), new KeptValue("C", now)),
            List.of(new KeptValue("TOKEN", now.minus(Duration.ofMinutes(1)))),
            null);
    assertThat(changed).isEqualTo(new Change.Changed(kept));
    assertThat(kept()).isEqualTo(kept);
    assertThat(inputs().variables())
        .isEqualTo(Map.of("A", Secret.of("grüß \"dich\" $x"), "C", Secret.of("3")));
    assertThat(inputs().secretValues()).isEqualTo(Map.of("TOKEN", Secret.of("t")));
  }

  @Test
  void a_value_has_another_version_whenever_it_is_another_one() {
    change(ValueKind.SECRET, Map.of("A", "1", "B", "1"));
    String first = inputs().secretsVersion();
    assertThat(inputs().secrets().get("A").version())
        .isNotEqualTo(inputs().secrets().get("B").version());

    now = now.plus(Duration.ofMinutes(1));
    change(ValueKind.SECRET, Map.of("A", "1"));
    assertThat(inputs().secretsVersion()).isEqualTo(first);
    assertThat(kept().secrets()).contains(new KeptValue("A", now));

    change(ValueKind.SECRET, Map.of("A", "2"));
    String second = inputs().secretsVersion();
    change(ValueKind.SECRET, Map.of("A", "1"));
    assertThat(Set.of(first, second, inputs().secretsVersion())).hasSize(3);
  }

  @Test
  void too_many_values_and_a_name_of_two_kinds_are_refused_whole() {
    change(ValueKind.ENVIRONMENT, Map.of("A", "1"));

    assertThat(change(ValueKind.SECRET, Map.of("A", "1", "B", "2")))
        .isInstanceOfSatisfying(
            Change.Refused.class, refused -> assertThat(refused.why()).contains("'A'"));
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < ValueChanges.MOST; i++) {
      many.put("N" + i, "x");
    }
    assertThat(change(ValueKind.ENVIRONMENT, many)).isInstanceOf(Change.Refused.class);
    assertThat(inputs().variables()).isEqualTo(Map.of("A", Secret.of("1")));
    assertThat(inputs().secrets()).isEmpty();
    assertThat(change(ValueKind.ENVIRONMENT, many, "A")).isInstanceOf(Change.Changed.class);
  }

  @Test
  void of_changes_at_once_none_is_lost() throws Exception {
    List<Change> changes =
        InParallel.run(
            8,
            () -> change(ValueKind.ENVIRONMENT, Map.of("N" + Given.unique().substring(0, 8), "x")));

    assertThat(changes).hasSize(8).allMatch(Change.Changed.class::isInstance);
    assertThat(inputs().variables()).hasSize(8);
  }

  @Test
  void an_account_at_the_registry_is_kept_replaced_and_removed() {
    RegistryCredential robot = new RegistryCredential("robot$web", Secret.of("one"));
    RegistryCredential other = new RegistryCredential("other", Secret.of("two"));

    for (RegistryCredential next : new RegistryCredential[] {robot, other, null}) {
      assertThat(vault().changeRegistryCredential(scope, service.id(), next, now)).isTrue();
      assertThat(inputs().registry()).isEqualTo(next);
      assertThat(kept().registrySetAt()).isEqualTo(next == null ? null : now);
    }
  }

  @Test
  void nothing_of_a_service_out_of_scope_is_seen_or_changed() {
    change(ValueKind.SECRET, Map.of("A", "1"));
    ValueChanges changes =
        new ValueChanges(ValueKind.SECRET, Map.of("A", Secret.of("2")), Set.of());
    Scope foreign = Scope.of(given.organization().id());
    Scope elsewhere =
        new Scope(
            scope.organization(),
            given
                .project(stores().tenants().organization(scope.organization()).orElseThrow())
                .id());

    for (Scope blind : List.of(foreign, elsewhere)) {
      assertThat(vault().kept(blind, service.id())).isEmpty();
      assertThat(vault().change(blind, service.id(), changes, now))
          .isEqualTo(new Change.NoSuchService());
      assertThat(
              vault()
                  .changeRegistryCredential(
                      blind, service.id(), new RegistryCredential("u", Secret.of("p")), now))
          .isFalse();
    }
    assertThat(inputs().secretValues()).isEqualTo(Map.of("A", Secret.of("1")));
    assertThat(inputs().registry()).isNull();
    Scope own = new Scope(scope.organization(), project.id());
    assertThat(vault().kept(own, service.id())).isPresent();
    assertThat(vault().change(own, service.id(), changes, now)).isInstanceOf(Change.Changed.class);
  }
}
