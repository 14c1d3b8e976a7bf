package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.out.TenantStore;
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
    assertThat(stores().tenants().projects(narrow)).containsExactly(project);
    Scope foreign = new Scope(given.organization().id(), project.id());
    assertThat(stores().tenants().project(foreign, project.id())).isEmpty();
  }

  @Test
  void the_name_of_a_project_is_taken_within_its_organization_whatever_its_case() {
    Organization organization = given.organization();
    Project first = given.project(organization);
    Project second = given.newProject(organization, upper(first.name()));
    assertThat(stores().tenants().create(second)).isFalse();
    assertThat(stores().tenants().projects(Scope.of(organization.id()))).containsExactly(first);
    Project elsewhere = given.newProject(given.organization(), first.name().value());
    assertThat(stores().tenants().create(elsewhere)).isTrue();
  }

  @Test
  void projects_are_listed_by_name() {
    Organization organization = given.organization();
    for (String name : new String[] {"beta", "Alpha", "gamma"}) {
      stores().tenants().create(given.newProject(organization, name));
    }
    assertThat(stores().tenants().projects(Scope.of(organization.id())))
        .extracting(project -> project.name().value())
        .containsExactly("Alpha", "beta", "gamma");
    assertThat(stores().tenants().projects(Scope.of(given.organization().id()))).isEmpty();
  }

  @Test
  void a_token_is_found_by_its_hash() {
    Organization organization = given.organization();
    TokenHash hash = TokenHash.of(Given.unique());
    AccessToken token =
        new AccessToken(
            TokenId.next(stores()::now), organization.id(), new Name("ci"), hash, given.now());
    stores().tenants().create(token);
    assertThat(stores().tenants().token(hash)).contains(token);
    assertThat(stores().tenants().token(TokenHash.of("another"))).isEmpty();
  }

  private static String upper(Name name) {
    return name.value().toUpperCase(Locale.ROOT);
  }
}
