package dev.clickdeploy.bootstrap.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.http.Access;
import dev.clickdeploy.adapter.http.Endpoint;
import dev.clickdeploy.bootstrap.e2e.RealParts;
import dev.clickdeploy.bootstrap.logs.Node;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Tokens.Grant;
import dev.clickdeploy.port.in.Tokens.Issued;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two servers on one database. */
class RevocationIT {
  private static final Endpoint OWN =
      new Endpoint("GET", "/v1/click-deploy/organization", Access.VIEWER);
  private static final Row ROW = Row.at("GET /organization", Subject.NONE, 200);

  private final String url = RealParts.freshDatabase();
  private final Node here = new Node(url, null);
  private final Node elsewhere = new Node(url, null);
  private final Door doorHere = new Door(here.http.address());
  private final Door doorElsewhere = new Door(elsewhere.http.address());

  @AfterEach
  void close() {
    doorHere.close();
    doorElsewhere.close();
    elsewhere.close();
    here.close();
  }

  private static int status(Door door, Issued issued) throws Exception {
    return door.ask(OWN, ROW, Map.of(), issued.text().reveal()).status();
  }

  @Test
  void a_revoked_token_stops_where_it_was_revoked_at_once_and_elsewhere_within_a_second()
      throws Exception {
    OrganizationId acme = here.clickDeploy.tenants().createOrganization(new Name("Acme")).id();
    Issued issued = here.clickDeploy.tokens().issue(acme, Grant.owner(new Name("ci")));
    for (int i = 0; i < 3; i++) {
      assertThat(status(doorHere, issued)).isEqualTo(200);
      assertThat(status(doorElsewhere, issued)).isEqualTo(200);
    }

    here.clickDeploy.tokens().revoke(Scope.of(acme), issued.token().id());

    assertThat(status(doorHere, issued)).isEqualTo(401);
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMillis(1_500))
        .until(() -> status(doorElsewhere, issued) == 401);
    assertThat(status(doorElsewhere, issued)).isEqualTo(401);
  }
}
