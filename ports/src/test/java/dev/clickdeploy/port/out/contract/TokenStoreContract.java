package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.TenantStore.Removal;
import dev.clickdeploy.port.out.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TokenStore} promises. */
public abstract class TokenStoreContract {
  private Given given;
  private Organization organization;
  private Project project;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    organization = given.organization();
    project = given.project(organization);
  }

  private TokenStore tokens() {
    return stores().tokens();
  }

  private AccessToken newToken(Scope scope, Instant createdAt, @Nullable Instant expiresAt) {
    return new AccessToken(
        TokenId.next(() -> createdAt),
        scope,
        new Name("ci"),
        Role.DEPLOYER,
        TokenHash.of(Given.unique()),
        createdAt,
        expiresAt,
        null);
  }

  private AccessToken token(Scope scope) {
    return token(scope, 0);
  }

  private AccessToken token(Scope scope, int minute) {
    AccessToken token = newToken(scope, given.now().plus(Duration.ofMinutes(minute)), null);
    tokens().create(token);
    return token;
  }

  private Scope whole() {
    return Scope.of(organization.id());
  }

  private Scope narrow() {
    return new Scope(organization.id(), project.id());
  }

  @Test
  void a_token_is_found_by_its_hash_as_it_was_given() {
    Instant now = given.now();
    for (AccessToken token :
        List.of(
            newToken(whole(), now, null), newToken(narrow(), now, now.plus(Duration.ofDays(30))))) {
      tokens().create(token);
      assertThat(tokens().find(token.hash())).contains(token);
    }
    assertThat(tokens().find(TokenHash.of("another"))).isEmpty();
  }

  @Test
  void a_token_of_a_project_needs_one_of_its_organization() {
    Project foreign = given.project(given.organization());
    AccessToken token = newToken(new Scope(organization.id(), foreign.id()), given.now(), null);
    assertThatThrownBy(() -> tokens().create(token)).isInstanceOf(PortException.class);
    assertThat(tokens().find(token.hash())).isEmpty();
  }

  @Test
  void tokens_are_listed_from_new_to_old_in_pages() {
    AccessToken first = token(whole(), 1);
    AccessToken second = token(narrow(), 2);
    AccessToken third = token(whole(), 3);
    AccessToken foreign = token(Scope.of(given.organization().id()), 4);
    assertThat(tokens().list(organization.id(), 10, null)).containsExactly(third, second, first);
    assertThat(tokens().list(organization.id(), 2, null)).containsExactly(third, second);
    assertThat(tokens().list(organization.id(), 2, second.id())).containsExactly(first);
    assertThat(tokens().list(foreign.scope().organization(), 10, null)).containsExactly(foreign);
  }

  @Test
  void a_token_is_deleted_by_its_own_organization_once() {
    AccessToken token = token(whole());
    assertThat(tokens().delete(given.organization().id(), token.id())).isFalse();
    assertThat(tokens().find(token.hash())).contains(token);
    assertThat(tokens().delete(organization.id(), token.id())).isTrue();
    assertThat(tokens().find(token.hash())).isEmpty();
    assertThat(tokens().delete(organization.id(), token.id())).isFalse();
  }

  @Test
  void the_last_day_of_use_is_kept() {
    AccessToken token = token(whole());
    AccessToken other = token(whole());
    LocalDate day = LocalDate.of(2026, 3, 1);
    for (LocalDate used : List.of(day, day.plusDays(1), day.minusDays(1))) {
      tokens().used(token.id(), used);
    }
    assertThat(tokens().find(token.hash()))
        .hasValueSatisfying(found -> assertThat(found.lastUsedOn()).isEqualTo(day.plusDays(1)));
    assertThat(tokens().find(other.hash())).contains(other);
    tokens().used(TokenId.next(stores()::now), day);
  }

  @Test
  void tokens_go_with_their_project_and_with_their_organization() {
    AccessToken wide = token(whole());
    AccessToken narrow = token(narrow());
    assertThat(stores().tenants().delete(whole(), project.id())).isEqualTo(new Removal.Removed());
    assertThat(tokens().find(narrow.hash())).isEmpty();
    assertThat(tokens().list(organization.id(), 10, null)).containsExactly(wide);
    assertThat(stores().tenants().delete(organization.id())).isEqualTo(new Removal.Removed());
    assertThat(tokens().find(wide.hash())).isEmpty();
    assertThat(tokens().list(organization.id(), 10, null)).isEmpty();
  }
}
