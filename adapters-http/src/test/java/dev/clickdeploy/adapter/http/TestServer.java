package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.port.in.Tokens.Grant;
import dev.clickdeploy.port.out.fake.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running server on fakes with one organization, and a client of it. */
final class TestServer implements AutoCloseable {
  static final String API = "/v1/click-deploy";
  static final String ADMIN = "the-administrators-token";
  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final SettableClock clock = new SettableClock();
  final FakeTenants tenants = new FakeTenants(clock);
  final FakeTokens tokens = new FakeTokens(tenants, clock);
  final FakeServices services = new FakeServices(tenants, clock);
  final FakeBuildValues values = new FakeBuildValues(services, clock);
  final FakeDeployments deployments = new FakeDeployments(services, clock);
  final FakeRedeployments redeployments = new FakeRedeployments(services, deployments, clock);
  final FakeQueue queue = new FakeQueue();
  final FakePlans plans = new FakePlans(services);
  final FakePushes pushes = new FakePushes();
  final FakeDeliveries deliveries = new FakeDeliveries(clock);
  final OrganizationId organization = tenants.createOrganization(new Name("Acme")).id();
  final String token = token(organization);
  final CountingMonitoring monitoring = new CountingMonitoring();
  final HttpServer server;

  /** What the document promises; every server's is the same. */
  static final class Promised {
    static final Contract CONTRACT = contract();

    private Promised() {}

    private static Contract contract() {
      try (TestServer any = start()) {
        return new Contract(OpenApi.document(any.server.routes()));
      }
    }
  }

  private TestServer(
      @Nullable Secret adminToken,
      RateLimit rate,
      Limits limits,
      List<ReadinessCheck> checks,
      int port) {
    server =
        HttpServer.start(
            new HttpSettings(
                new InetSocketAddress("127.0.0.1", port), adminToken, rate, monitoring, false),
            new HttpApi(
                tenants,
                tokens,
                services,
                values,
                deployments,
                redeployments,
                queue,
                plans,
                pushes,
                deliveries,
                checks),
            limits,
            clock);
  }

  static TestServer start(ReadinessCheck... checks) {
    return new TestServer(Secret.of(ADMIN), RateLimit.NONE, Limits.DEFAULT, List.of(checks), 0);
  }

  static TestServer start(Limits limits, ReadinessCheck... checks) {
    return new TestServer(Secret.of(ADMIN), RateLimit.NONE, limits, List.of(checks), 0);
  }

  static TestServer start(RateLimit rate) {
    return new TestServer(Secret.of(ADMIN), rate, Limits.DEFAULT, List.of(), 0);
  }

  static TestServer withoutAdmin() {
    return new TestServer(null, RateLimit.NONE, Limits.DEFAULT, List.of(), 0);
  }

  static TestServer onPort(int port) {
    return new TestServer(null, RateLimit.NONE, Limits.DEFAULT, List.of(), port);
  }

  String token(OrganizationId of) {
    return token(of, Role.OWNER, null);
  }

  String token(OrganizationId of, Role role, @Nullable ProjectId project) {
    Grant grant = new Grant(new Name("test"), role, project, null);
    return tokens.issue(of, grant).text().reveal();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  /** A request with this organization's token; a path below the API. */
  HttpRequest.Builder request(String path) {
    return open(API + path).header("Authorization", "Bearer " + token);
  }

  /** A request of nobody. */
  HttpRequest.Builder open(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Sends JSON by any method. */
  Reply send(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** The same server for another organization's token. */
  Reply sendAs(String otherToken, String method, String path, String json) {
    return send(
        open(API + path)
            .header("Authorization", "Bearer " + otherToken)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  Reply asAdmin(String path, String json) {
    return send(
        open(API + path)
            .header("Authorization", "Bearer " + ADMIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  Reply delete(String path) {
    return send(request(path).DELETE());
  }

  Reply patch(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  /** Creates a project and a service in it; the answer is the service. */
  Reply createService() {
    String project = post("/projects", "{\"name\": \"shop\"}").text("id");
    return post(
        "/projects/" + project + "/services",
        "{\"name\": \"web\", \"repository\": \"https://github.com/acme/web\"}");
  }

  static Reply send(HttpRequest.Builder request) {
    try {
      HttpRequest built = request.build();
      Reply reply = new Reply(HTTP.send(built, BodyHandlers.ofString()));
      Promised.CONTRACT.check(built.method(), built.uri(), reply);
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
