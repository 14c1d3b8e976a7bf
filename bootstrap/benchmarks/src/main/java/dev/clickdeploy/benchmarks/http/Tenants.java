package dev.clickdeploy.benchmarks.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Organizations with their services, made over the API. */
final class Tenants {
  private final Api api;
  private final List<Tenant> tenants = new ArrayList<>();
  private int made;

  Tenants(Api api) {
    this.api = api;
  }

  record Tenant(String organization, String token, String project) {}

  /** A service that is pushed to; its repository is its own. */
  record Pushed(Tenant tenant, String id, String repository, String secret) {}

  List<Tenant> create(int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      String organization =
          id(api.post("/organizations", Server.ADMIN_TOKEN, named("organization " + i)));
      String token =
          api.post(
                  "/organizations/" + organization + "/tokens",
                  Server.ADMIN_TOKEN,
                  named("benchmark"))
              .required("token")
              .textValue();
      String project = id(api.post("/projects", token, named("project")));
      tenants.add(new Tenant(organization, token, project));
    }
    return tenants;
  }

  /**
   * Services of the organizations in turn.
   *
   * @param supersede what a newer push takes the place of; the product's default is {@code queued}
   */
  List<Pushed> services(int count, String supersede) throws IOException, InterruptedException {
    List<Pushed> services = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      services.add(service(tenants.get(i % tenants.size()), supersede));
    }
    return services;
  }

  private Pushed service(Tenant tenant, String supersede) throws IOException, InterruptedException {
    String name = "service-" + made++;
    String repository = "acme/" + name;
    ObjectNode body =
        named(name).put("repository", "https://github.com/" + repository).put("branch", "main");
    body.putObject("pushes").put("supersede", supersede);
    JsonNode created = api.post("/projects/" + tenant.project + "/services", tenant.token, body);
    return new Pushed(
        tenant, id(created), repository, created.required("webhookSecret").textValue());
  }

  private static ObjectNode named(String name) {
    return JsonNodeFactory.instance.objectNode().put("name", name);
  }

  private static String id(JsonNode created) {
    return created.required("id").textValue();
  }
}
