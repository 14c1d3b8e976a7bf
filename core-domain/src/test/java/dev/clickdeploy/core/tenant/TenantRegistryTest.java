package dev.clickdeploy.core.tenant;

import static dev.clickdeploy.core.tenant.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenantRegistryTest {
  private final InMemoryWorld world = new InMemoryWorld();
  private final Tenants tenants =
      new TenantRegistry(
          world.tenants(), new KnownTokens(world.tokens(), world.clock()), world.clock());
  private final Organization acme = tenants.createOrganization(new Name("Acme"));
  private final Scope scope = Scope.of(acme.id());

  @Test
  void an_organization_is_created_once_whatever_the_case_of_its_name() {
    assertThat(tenants.organization(acme.id())).isEqualTo(acme);
    assertRefused(
        () -> tenants.createOrganization(new Name("ACME")), Reason.CONFLICT, "ACME", "name");
  }

  @Test
  void a_project_belongs_to_its_organization() {
    Project project = tenants.createProject(scope, new Name("Shop"));

    assertThat(tenants.project(scope, project.id())).isEqualTo(project);
    Scope other = Scope.of(tenants.createOrganization(new Name("Other")).id());
    assertRefused(
        () -> tenants.project(other, project.id()), Reason.NOT_FOUND, project.id().toString());
    assertThat(tenants.createProject(other, new Name("Shop"))).isNotEqualTo(project);
    assertThat(tenants.projects(scope, 10, null)).containsExactly(project);
  }

  @Test
  void a_second_project_of_the_same_name_is_a_conflict() {
    tenants.createProject(scope, new Name("Shop"));

    assertRefused(() -> tenants.createProject(scope, new Name("shop")), Reason.CONFLICT, "shop");
  }

  @Test
  void projects_are_created_for_the_organization_only() {
    ProjectId shop = tenants.createProject(scope, new Name("Shop")).id();

    assertRefused(
        () -> tenants.createProject(new Scope(acme.id(), shop), new Name("Blog")),
        Reason.FORBIDDEN,
        "use one for the organization");
  }

  @Test
  void what_is_not_there_is_not_found() {
    OrganizationId unknown = OrganizationId.next(world.clock());
    Name name = new Name("x");

    assertRefused(
        () -> tenants.createProject(Scope.of(unknown), name), Reason.NOT_FOUND, unknown.toString());
    assertRefused(() -> tenants.organization(unknown), Reason.NOT_FOUND, unknown.toString());
    assertRefused(() -> tenants.renameOrganization(unknown, name), Reason.NOT_FOUND);
    assertRefused(() -> tenants.deleteOrganization(unknown), Reason.NOT_FOUND);
    ProjectId project = ProjectId.next(world.clock());
    assertRefused(() -> tenants.project(scope, project), Reason.NOT_FOUND, project.toString());
    assertRefused(() -> tenants.renameProject(scope, project, name), Reason.NOT_FOUND);
    assertRefused(() -> tenants.deleteProject(scope, project), Reason.NOT_FOUND);
  }

  @Test
  void names_can_be_changed_to_what_is_free() {
    Project shop = tenants.createProject(scope, new Name("Shop"));
    tenants.createProject(scope, new Name("Blog"));
    tenants.createOrganization(new Name("Other"));

    assertThat(tenants.renameOrganization(acme.id(), new Name("ACME Ltd")).name())
        .isEqualTo(new Name("ACME Ltd"));
    assertThat(tenants.renameProject(scope, shop.id(), new Name("Store")).name())
        .isEqualTo(new Name("Store"));
    assertRefused(
        () -> tenants.renameOrganization(acme.id(), new Name("other")), Reason.CONFLICT, "other");
    assertRefused(
        () -> tenants.renameProject(scope, shop.id(), new Name("blog")), Reason.CONFLICT, "blog");
  }

  @Test
  void what_holds_something_says_so_and_stays() {
    List<Project> projects = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      projects.add(tenants.createProject(scope, new Name(name)));
    }
    assertRefused(
        () -> tenants.deleteOrganization(acme.id()),
        Reason.CONFLICT,
        "the organization still has the projects 'a', 'b', 'c' and 2 more; delete them first");

    projects.subList(1, 5).forEach(project -> tenants.deleteProject(scope, project.id()));
    assertRefused(
        () -> tenants.deleteOrganization(acme.id()),
        Reason.CONFLICT,
        "the organization still has the project 'a'; delete it first");

    tenants.deleteProject(scope, projects.getFirst().id());
    tenants.deleteOrganization(acme.id());
    assertThat(world.tenants().organization(acme.id())).isEmpty();
  }

  @Test
  void a_project_with_a_service_stays() {
    try (House house = new House()) {
      assertRefused(
          () ->
              house
                  .api
                  .tenants()
                  .deleteProject(Scope.of(house.organization.id()), house.project.id()),
          Reason.CONFLICT,
          "the project still has the service 'web'; delete it first");
    }
  }

  @Test
  void lists_come_in_pages_of_at_most_a_hundred() {
    for (int i = 0; i < 101; i++) {
      world.clock().advance(Duration.ofMillis(1));
      tenants.createProject(scope, new Name("project " + i));
      tenants.createOrganization(new Name("organization " + i));
    }

    List<Project> first = tenants.projects(scope, 1_000, null);
    assertThat(first).hasSize(100);
    assertThat(tenants.projects(scope, 1_000, first.getLast().id())).hasSize(1);
    List<Organization> page = tenants.organizations(1_000, null);
    assertThat(page).hasSize(100);
    assertThat(tenants.organizations(1_000, page.getLast().id())).hasSize(2).contains(acme);
    assertRefused(() -> tenants.projects(scope, 0, null), Reason.INVALID, "1 to 100");
    assertRefused(() -> tenants.organizations(0, null), Reason.INVALID, "1 to 100");
  }
}
