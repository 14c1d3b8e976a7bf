package dev.clickdeploy.core.tenant;

import static dev.clickdeploy.core.tenant.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Caller;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.in.Tokens;
import dev.clickdeploy.port.in.Tokens.Grant;
import dev.clickdeploy.port.in.Tokens.Issued;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenDeskTest {
  private static final Name CI = new Name("ci");

  private final InMemoryWorld world = new InMemoryWorld();
  private final KnownTokens known = new KnownTokens(world.tokens(), world.clock());
  private final Tenants tenants = new TenantRegistry(world.tenants(), known, world.clock());
  private final Tokens tokens =
      new TokenDesk(world.tokens(), world.tenants(), known, world.clock());

  /** Another process on the same database. */
  private final Tokens elsewhere =
      new TokenDesk(
          world.tokens(),
          world.tenants(),
          new KnownTokens(world.tokens(), world.clock()),
          world.clock());

  private final OrganizationId acme = tenants.createOrganization(new Name("Acme")).id();
  private final Scope scope = Scope.of(acme);
  private final ProjectId shop = tenants.createProject(scope, new Name("Shop")).id();

  private static String text(Issued issued) {
    return issued.text().reveal();
  }

  private Instant in(Duration time) {
    return world.clock().instant().plus(time);
  }

  private Caller caller(Grant grant) {
    return tokens.issue(acme, grant).token().caller();
  }

  @Test
  void a_token_speaks_as_it_was_granted_and_only_its_hash_is_kept() {
    Instant tomorrow = in(Duration.ofDays(1));
    Issued issued = tokens.issue(acme, new Grant(CI, Role.DEPLOYER, shop, tomorrow));

    String text = text(issued);
    assertThat(text).matches("clickdeploy_[A-Za-z0-9_-]{43}");
    assertThat(tokens.authenticate(text))
        .contains(new Caller(issued.token().id(), new Scope(acme, shop), Role.DEPLOYER, tomorrow));
    assertThat(world.tokens().find(TokenHash.of(text)))
        .hasValueSatisfying(kept -> assertThat(kept.id()).isEqualTo(issued.token().id()));
    assertThat(issued.token().toString()).doesNotContain(text);
    assertThat(issued.toString()).doesNotContain(text);
  }

  @Test
  void tokens_differ_and_an_unknown_one_speaks_for_nobody() {
    String first = text(tokens.issue(acme, Grant.owner(CI)));
    String second = text(tokens.issue(acme, Grant.owner(CI)));

    assertThat(first).isNotEqualTo(second);
    assertThat(tokens.authenticate(first + "x")).isEmpty();
    assertThat(tokens.authenticate("")).isEmpty();
  }

  @Test
  void a_token_ends_when_it_expires_and_is_listed_on() {
    Issued issued = tokens.issue(acme, new Grant(CI, Role.OWNER, null, in(Duration.ofSeconds(2))));
    world.clock().advance(Duration.ofMillis(1_999));
    assertThat(tokens.authenticate(text(issued))).isPresent();

    world.clock().advance(Duration.ofMillis(1));
    assertThat(tokens.authenticate(text(issued))).isEmpty();
    assertThat(tokens.list(scope, 10, null))
        .extracting(AccessToken::id)
        .containsExactly(issued.token().id());
  }

  @Test
  void a_revoked_token_stops_here_at_once_and_elsewhere_within_a_second() {
    Issued issued = tokens.issue(acme, Grant.owner(CI));
    assertThat(tokens.authenticate(text(issued))).isPresent();
    assertThat(elsewhere.authenticate(text(issued))).isPresent();
    // its first use of a day makes it looked up again
    assertThat(elsewhere.authenticate(text(issued))).isPresent();

    tokens.revoke(scope, issued.token().id());
    assertThat(tokens.authenticate(text(issued))).isEmpty();
    assertThat(elsewhere.authenticate(text(issued))).isPresent();
    world.clock().advance(Duration.ofSeconds(1));
    assertThat(elsewhere.authenticate(text(issued))).isEmpty();
    assertThat(tokens.list(scope, 10, null)).isEmpty();
    assertRefused(() -> tokens.revoke(scope, issued.token().id()), Reason.NOT_FOUND);
  }

  @Test
  void a_token_that_another_process_revoked_can_be_revoked_at_once() {
    Issued issued = tokens.issue(acme, Grant.owner(CI));
    tokens.authenticate(text(issued));
    tokens.authenticate(text(issued));
    elsewhere.revoke(scope, issued.token().id());
    assertThat(tokens.authenticate(text(issued))).isPresent();

    assertRefused(() -> tokens.revoke(scope, issued.token().id()), Reason.NOT_FOUND);
    assertThat(tokens.authenticate(text(issued))).isEmpty();
  }

  @Test
  void tokens_end_with_their_project_and_with_their_organization() {
    Issued narrow = tokens.issue(acme, new Grant(CI, Role.VIEWER, shop, null));
    Issued wide = tokens.issue(acme, Grant.owner(CI));
    for (Issued issued : List.of(narrow, wide)) {
      tokens.authenticate(text(issued));
      assertThat(tokens.authenticate(text(issued))).isPresent();
    }

    tenants.deleteProject(scope, shop);
    assertThat(tokens.authenticate(text(narrow))).isEmpty();
    assertThat(tokens.authenticate(text(wide))).isPresent();
    tenants.deleteOrganization(acme);
    assertThat(tokens.authenticate(text(wide))).isEmpty();
  }

  @Test
  void nobody_issues_more_than_he_has() {
    Caller deployer = caller(new Grant(CI, Role.DEPLOYER, null, null));
    assertThat(tokens.issue(deployer, new Grant(CI, Role.VIEWER, shop, null)).token().role())
        .isEqualTo(Role.VIEWER);
    assertRefused(
        () -> tokens.issue(deployer, Grant.owner(CI)), Reason.FORBIDDEN, "deployer", "owner");

    Instant noon = in(Duration.ofHours(12));
    Caller passing = caller(new Grant(CI, Role.OWNER, null, noon));
    tokens.issue(passing, new Grant(CI, Role.OWNER, null, noon));
    assertRefused(() -> tokens.issue(passing, Grant.owner(CI)), Reason.FORBIDDEN, noon.toString());
    assertRefused(
        () -> tokens.issue(passing, new Grant(CI, Role.OWNER, null, noon.plusMillis(1))),
        Reason.FORBIDDEN,
        "outlives");
  }

  @Test
  void a_token_of_one_project_has_no_say_about_tokens() {
    Caller narrow = caller(new Grant(CI, Role.OWNER, shop, null));
    TokenId id = narrow.token();

    assertRefused(
        () -> tokens.issue(narrow, new Grant(CI, Role.VIEWER, shop, null)),
        Reason.FORBIDDEN,
        "use one for the organization");
    assertRefused(() -> tokens.list(narrow.scope(), 10, null), Reason.FORBIDDEN);
    assertRefused(() -> tokens.revoke(narrow.scope(), id), Reason.FORBIDDEN);
    assertThat(tokens.list(scope, 10, null)).hasSize(1);
  }

  @Test
  void a_token_is_for_what_is_there_and_for_a_time_to_come() {
    OrganizationId unknown = OrganizationId.next(world.clock());
    assertRefused(
        () -> tokens.issue(unknown, Grant.owner(CI)), Reason.NOT_FOUND, unknown.toString());
    Scope other = Scope.of(tenants.createOrganization(new Name("Other")).id());
    ProjectId theirs = tenants.createProject(other, new Name("Theirs")).id();
    assertRefused(
        () -> tokens.issue(acme, new Grant(CI, Role.VIEWER, theirs, null)),
        Reason.NOT_FOUND,
        theirs.toString());
    assertRefused(
        () -> tokens.issue(acme, new Grant(CI, Role.VIEWER, null, world.clock().instant())),
        Reason.INVALID,
        "time to come");
    assertRefused(() -> tokens.list(Scope.of(unknown), 10, null), Reason.NOT_FOUND);
    assertRefused(() -> tokens.list(scope, 0, null), Reason.INVALID, "1 to 100");
  }

  @Test
  void a_foreign_token_is_neither_listed_nor_revoked() {
    Issued issued = tokens.issue(acme, Grant.owner(CI));
    Scope other = Scope.of(tenants.createOrganization(new Name("Other")).id());

    assertThat(tokens.list(other, 10, null)).isEmpty();
    assertRefused(() -> tokens.revoke(other, issued.token().id()), Reason.NOT_FOUND);
    assertThat(tokens.authenticate(text(issued))).isPresent();
  }

  @Test
  void the_day_of_the_last_use_is_written_once_a_day() {
    Issued issued = tokens.issue(acme, Grant.owner(CI));
    LocalDate today = LocalDate.of(2026, 1, 1);
    for (int i = 0; i < 5; i++) {
      tokens.authenticate(text(issued));
    }
    assertThat(tokens.list(scope, 1, null).getFirst().lastUsedOn()).isEqualTo(today);
    assertThat(world.tokens().lookups()).isEqualTo(2);

    world.clock().advance(Duration.ofDays(1));
    tokens.authenticate(text(issued));
    assertThat(tokens.list(scope, 1, null).getFirst().lastUsedOn()).isEqualTo(today.plusDays(1));
  }

  @Test
  void a_token_is_familiar_once_it_was_accepted() {
    String text = text(tokens.issue(acme, Grant.owner(CI)));
    assertThat(tokens.isFamiliar(text)).isFalse();
    tokens.authenticate(text);
    tokens.authenticate(text);
    tokens.authenticate("unknown");

    world.clock().advance(Duration.ofHours(1));
    assertThat(tokens.isFamiliar(text)).isTrue();
    assertThat(tokens.isFamiliar("unknown")).isFalse();
  }
}
