package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.TenantStore;
import dev.clickdeploy.port.out.TenantStore.Removal;
import dev.clickdeploy.port.out.TenantStore.Renaming;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TenantStore} promises. */
public abstract class TenantStoreContract {
  private Given given;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
  }

  @Test
  void an_organization_is_kept_as_given() {
    Organization organization = given.newOrganization("Käse & Söhne " + Given.unique());
    assertThat(stores().tenants().create(organization)).isTrue();
    assertThat(stores().tenants().organization(organization.id())).contains(organization);
    assertThat(stores().tenants().organization(OrganizationId.next(stores()::now))).isEmpty();
  }

  @Test
  void the_name_of_an_organization_is_taken_whatever_its_case() {
    Organization first = given.organization();
    Organization second = given.newOrganization(upper(first.name()));
    assertThat(stores().tenants().create(second)).isFalse();
    assertThat(stores().tenants().organization(second.id())).isEmpty();
  }

  @Test
  void of_many_organizations_of_one_name_one_is_created() throws Exception {
    String name = "Race " + Given.unique();
    assertThat(InParallel.run(8, () -> stores().tenants().create(given.newOrganization(name))))
        .containsOnlyOnce(true);
  }

  @Test
  void a_project_is_seen_by_its_own_organization_only() {
    Organization organization = given.organization();
    Project project = given.project(organization);
    assertThat(stores().tenants().project(Scope.of(organization.id()), project.id()))
        .contains(project);
    assertThat(stores().tenants().project(Scope.of(given.organization().id()), project.id()))
        .isEmpty();
    assertThat(
            stores().tenants().project(Scope.of(organization.id()), ProjectId.next(stores()::now)))
        .isEmpty();
  }

  @Test
  void a_scope_of_one_project_sees_no_other() {
    Organization organization = given.organization();
    Project project = given.project(organization);
    Project other = given.project(organization);
    Scope narrow = new Scope(organization.id(), project.id());
    assertThat(stores().tenants().project(narrow, project.id())).contains(project);
    assertThat(stores().tenants().project(narrow, other.id())).isEmpty();
    assertThat(stores().tenants().projects(narrow, 10, null)).containsExactly(project);
    Scope foreign = new Scope(given.organization().id(), project.id());
    assertThat(stores().tenants().project(foreign, project.id())).isEmpty();
  }

  @Test
  void the_name_of_a_project_is_taken_within_its_organization_whatever_its_case() {
    Organization organization = given.organization();
    Project first = given.project(organization);
    Project second = given.newProject(organization, upper(first.name()));
    assertThat(stores().tenants().create(second)).isFalse();
    assertThat(stores().tenants().projects(Scope.of(organization.id()), 10, null))
        .containsExactly(first);
    Project elsewhere = given.newProject(given.organization(), first.name().value());
    assertThat(stores().tenants().create(elsewhere)).isTrue();
  }

  @Test
  void projects_are_listed_from_new_to_old_in_pages() {
    Organization organization = given.organization();
    List<Project> newestFirst = new ArrayList<>();
    for (int minute = 1; minute <= 3; minute++) {
      Instant at = given.now().plus(Duration.ofMinutes(minute));
      Project project =
          new Project(
              ProjectId.next(() -> at), organization.id(), new Name("Project " + minute), at);
      stores().tenants().create(project);
      newestFirst.addFirst(project);
    }
    Scope scope = Scope.of(organization.id());
    assertThat(stores().tenants().projects(scope, 10, null)).isEqualTo(newestFirst);
    assertThat(stores().tenants().projects(scope, 2, null)).isEqualTo(newestFirst.subList(0, 2));
    assertThat(stores().tenants().projects(scope, 2, newestFirst.get(1).id()))
        .containsExactly(newestFirst.get(2));
    assertThat(stores().tenants().projects(Scope.of(given.organization().id()), 10, null))
        .isEmpty();
  }

  @Test
  void organizations_are_listed_from_new_to_old_in_pages() {
    // beyond all others that the database may have
    Instant future = given.now().plus(Duration.ofDays(3_650));
    List<Organization> newestFirst = new ArrayList<>();
    for (int minute = 1; minute <= 3; minute++) {
      Instant at = future.plus(Duration.ofMinutes(minute));
      Name name = new Name("Organization " + Given.unique());
      Organization organization = new Organization(OrganizationId.next(() -> at), name, at);
      stores().tenants().create(organization);
      newestFirst.addFirst(organization);
    }
    assertThat(stores().tenants().organizations(3, null)).isEqualTo(newestFirst);
    assertThat(stores().tenants().organizations(1, newestFirst.get(0).id()))
        .containsExactly(newestFirst.get(1));
    newestFirst.forEach(organization -> stores().tenants().delete(organization.id()));
    assertThat(stores().tenants().organizations(3, null)).doesNotContainAnyElementsOf(newestFirst);
  }

  @Test
  void an_organization_gets_another_name_unless_it_is_taken() {
    Organization organization = given.organization();
    Organization other = given.organization();
    Name name = new Name("Renamed " + Given.unique());
    Organization renamed = new Organization(organization.id(), name, organization.createdAt());
    assertThat(stores().tenants().rename(organization.id(), name))
        .isEqualTo(new Renaming.Renamed<>(renamed));
    assertThat(stores().tenants().organization(organization.id())).contains(renamed);
    assertThat(stores().tenants().rename(other.id(), new Name(upper(name))))
        .isEqualTo(new Renaming.NameTaken<>());
    assertThat(stores().tenants().organization(other.id())).contains(other);
    assertThat(stores().tenants().rename(organization.id(), new Name(upper(name))))
        .isInstanceOf(Renaming.Renamed.class);
    assertThat(stores().tenants().rename(OrganizationId.next(stores()::now), name))
        .isEqualTo(new Renaming.Missing<>());
    assertThat(stores().tenants().create(given.newOrganization(organization.name().value())))
        .isTrue();
  }

  @Test
  void a_project_gets_another_name_in_its_scope_unless_it_is_taken() {
    Organization organization = given.organization();
    Project project = given.project(organization);
    Project other = given.project(organization);
    Scope narrow = new Scope(organization.id(), project.id());
    Name name = new Name("Renamed");
    Project renamed = new Project(project.id(), organization.id(), name, organization.createdAt());
    assertThat(stores().tenants().rename(narrow, project.id(), name))
        .isEqualTo(new Renaming.Renamed<>(renamed));
    assertThat(stores().tenants().project(narrow, project.id())).contains(renamed);
    assertThat(stores().tenants().rename(Scope.of(organization.id()), other.id(), name))
        .isEqualTo(new Renaming.NameTaken<>());
    Scope foreign = Scope.of(given.organization().id());
    for (Scope blind : List.of(narrow, foreign)) {
      assertThat(stores().tenants().rename(blind, other.id(), new Name("Mine")))
          .isEqualTo(new Renaming.Missing<>());
      assertThat(stores().tenants().delete(blind, other.id())).isEqualTo(new Removal.Missing());
    }
    assertThat(stores().tenants().project(Scope.of(organization.id()), other.id())).contains(other);
  }

  @Test
  void an_organization_goes_once_it_holds_no_project() {
    Organization organization = given.organization();
    List<Project> projects = new ArrayList<>();
    for (String name : new String[] {"delta", "beta", "Alpha", "gamma"}) {
      Project project = given.newProject(organization, name);
      stores().tenants().create(project);
      projects.add(project);
    }
    assertThat(stores().tenants().delete(organization.id()))
        .isEqualTo(
            new Removal.Holding(
                List.of(new Name("Alpha"), new Name("beta"), new Name("delta")), 4));
    assertThat(stores().tenants().organization(organization.id())).contains(organization);
    Scope scope = Scope.of(organization.id());
    for (Project project : projects) {
      assertThat(stores().tenants().delete(scope, project.id())).isEqualTo(new Removal.Removed());
      assertThat(stores().tenants().project(scope, project.id())).isEmpty();
    }
    assertThat(stores().tenants().delete(organization.id())).isEqualTo(new Removal.Removed());
    assertThat(stores().tenants().organization(organization.id())).isEmpty();
    assertThat(stores().tenants().delete(organization.id())).isEqualTo(new Removal.Missing());
    assertThat(stores().tenants().delete(scope, projects.getFirst().id()))
        .isEqualTo(new Removal.Missing());
  }

  @Test
  void a_project_with_a_service_stays() {
    Service service = given.service();
    Scope scope = Scope.of(service.organization());
    assertThat(stores().tenants().delete(scope, service.project()))
        .isEqualTo(new Removal.Holding(List.of(service.name()), 1));
    assertThat(stores().tenants().project(scope, service.project())).isPresent();
  }

  private static String upper(Name name) {
    return name.value().toUpperCase(Locale.ROOT);
  }
}
