package dev.clickdeploy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.in.Tenants.IssuedToken;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TenantRegistryTest {
  private final InMemoryWorld world = new InMemoryWorld();
  private final Tenants tenants = new TenantRegistry(world.tenants(), world.clock());
  private final Organization acme = tenants.createOrganization(new Name("Acme"));

  @Test
  void an_organization_is_created_once_whatever_the_case_of_its_name() {
    assertThat(world.tenants().organization(acme.id())).contains(acme);
    assertRefused(
        () -> tenants.createOrganization(new Name("ACME")), Reason.CONFLICT, "ACME", "name");
  }

  @Test
  void a_project_belongs_to_its_organization() {
    Project project = tenants.createProject(acme.id(), new Name("Shop"));

    assertThat(tenants.project(Scope.of(acme.id()), project.id())).isEqualTo(project);
    Organization other = tenants.createOrganization(new Name("Other"));
    assertRefused(
        () -> tenants.project(Scope.of(other.id()), project.id()),
        Reason.NOT_FOUND,
        project.id().toString());
    assertThat(tenants.createProject(other.id(), new Name("Shop"))).isNotEqualTo(project);
  }

  @Test
  void a_second_project_of_the_same_name_is_a_conflict() {
    tenants.createProject(acme.id(), new Name("Shop"));

    assertRefused(
        () -> tenants.createProject(acme.id(), new Name("shop")), Reason.CONFLICT, "shop");
  }

  @Test
  void what_is_not_there_is_not_found() {
    OrganizationId unknown = OrganizationId.next(world.clock());

    assertRefused(
        () -> tenants.createProject(unknown, new Name("x")), Reason.NOT_FOUND, unknown.toString());
    assertRefused(
        () -> tenants.issueToken(unknown, new Name("x")), Reason.NOT_FOUND, unknown.toString());
    ProjectId project = ProjectId.next(world.clock());
    assertRefused(
        () -> tenants.project(Scope.of(acme.id()), project), Reason.NOT_FOUND, project.toString());
  }

  @Test
  void a_token_acts_for_its_organization_and_only_its_hash_is_kept() {
    IssuedToken issued = tenants.issueToken(acme.id(), new Name("ci"));

    String text = issued.text().reveal();
    assertThat(text).matches("clickdeploy_[A-Za-z0-9_-]{43}");
    assertThat(tenants.authenticate(text)).contains(acme.id());
    assertThat(world.tenants().token(TokenHash.of(text))).contains(issued.token());
    assertThat(issued.token().toString()).doesNotContain(text);
    assertThat(issued.toString()).doesNotContain(text);
  }

  @Test
  void tokens_differ_and_an_unknown_one_acts_for_nobody() {
    String first = tenants.issueToken(acme.id(), new Name("ci")).text().reveal();
    String second = tenants.issueToken(acme.id(), new Name("ci")).text().reveal();

    assertThat(first).isNotEqualTo(second);
    assertThat(tenants.authenticate(first + "x")).isEmpty();
    assertThat(tenants.authenticate("")).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call, Reason reason, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(words);
  }
}
