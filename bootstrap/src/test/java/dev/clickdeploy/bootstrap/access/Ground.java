package dev.clickdeploy.bootstrap.access;

import dev.clickdeploy.bootstrap.e2e.RealParts;
import dev.clickdeploy.bootstrap.logs.Node;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.in.Pushes.Push;
import dev.clickdeploy.port.in.Services.CreateService;
import dev.clickdeploy.port.in.Tokens.Grant;
import dev.clickdeploy.port.in.Tokens.Issued;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server on real PostgreSQL with two organizations, the first one with two projects. */
final class Ground implements AutoCloseable {
  static final String ADMIN = "the-administrators-token";
  private static final RepositoryUrl REPOSITORY = new RepositoryUrl("https://git.test/acme/web");

  final Node node = new Node(RealParts.freshDatabase(), Secret.of(ADMIN));
  private final ClickDeploy api = node.clickDeploy;
  final Scope acme = organization("Acme");
  final Scope globex = organization("Globex");
  final ProjectId shop = project(acme, "shop");
  final ProjectId blog = project(acme, "blog");
  final ServiceId service = newService();

  Ground() {
    node.sources.push(
        REPOSITORY, InMemoryTree.of(Map.of("index.html", "<h1>hello</h1>")), "refs/heads/main");
    project(globex, "theirs");
  }

  private static Name unique(String name) {
    return new Name(name + " " + UUID.randomUUID());
  }

  private Scope organization(String name) {
    return Scope.of(api.tenants().createOrganization(unique(name)).id());
  }

  OrganizationId emptyOrganization() {
    OrganizationId id = organization("Empty").organization();
    api.tokens().issue(id, Grant.owner(new Name("ci")));
    return id;
  }

  ProjectId project(Scope organization, String name) {
    return api.tenants().createProject(organization, unique(name)).id();
  }

  ServiceId newService() {
    return api.services()
        .create(
            new CreateService(
                acme,
                shop,
                unique("web"),
                REPOSITORY,
                new GitRef("main"),
                RootDirectory.REPOSITORY,
                BuildSettings.DETECT,
                null,
                null))
        .service()
        .id();
  }

  private Issued issue(Scope organization, Role role, @Nullable ProjectId project) {
    Grant grant = new Grant(new Name("ci"), role, project, null);
    return api.tokens().issue(organization.organization(), grant);
  }

  String token(Scope organization, Role role, @Nullable ProjectId project) {
    return issue(organization, role, project).text().reveal();
  }

  TokenId newToken() {
    return issue(acme, Role.VIEWER, shop).token().id();
  }

  DeploymentId newDeployment() {
    return api.deployments().trigger(new TriggerDeployment(acme, service, null, null)).id();
  }

  DeliveryId newDelivery() {
    Pushed pushed =
        new Pushed(
            Trigger.GITHUB,
            REPOSITORY,
            new GitRef("refs/heads/main"),
            null,
            new CommitSha("ab".repeat(20)),
            null,
            null);
    String key = UUID.randomUUID().toString();
    api.pushes().receive(new Push(pushed, key, key, "push", Map.of(), secret -> true));
    return api.deliveries().list(acme, 1, null).getFirst().id();
  }

  /** What somebody is never told. */
  List<String> hiddenFrom(Who who) {
    List<String> hidden = List.of(shop.toString(), service.toString());
    return who == Who.FOREIGN_OWNER
        ? Stream.concat(hidden.stream(), Stream.of(acme.organization().toString())).toList()
        : hidden;
  }

  @Override
  public void close() {
    node.close();
  }
}
