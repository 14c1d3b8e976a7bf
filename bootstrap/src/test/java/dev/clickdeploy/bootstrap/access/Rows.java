package dev.clickdeploy.bootstrap.access;

import static dev.clickdeploy.bootstrap.access.Row.at;

import java.util.List;

/** Every route of the server. A new route needs a line here. */
final class Rows {
  private static final String NAMED = "{\"name\": \"{unique}\"}";

  static final List<Row> ALL =
      List.of(
          at("GET /healthz", Subject.NONE, 200),
          at("GET /readyz", Subject.NONE, 200),
          at("GET /openapi.json", Subject.NONE, 200),
          at("GET /metrics", Subject.NONE, 200),
          at("POST /webhooks/github", Subject.NONE, "{}", 400),
          at("POST /webhooks/gitlab", Subject.NONE, "{}", 400),
          at("POST /webhooks/gitea", Subject.NONE, "{}", 400),
          at("POST /webhooks/bitbucket", Subject.NONE, "{}", 400),
          at("POST /organizations", Subject.NONE, NAMED, 201),
          at("GET /organizations", Subject.NONE, 200),
          at("GET /organizations/{id}", Subject.ORGANIZATION, 200),
          at("PATCH /organizations/{id}", Subject.ORGANIZATION, NAMED, 200),
          at("DELETE /organizations/{id}", Subject.EMPTY_ORGANIZATION, 204),
          at("GET /organization", Subject.NONE, 200),
          at("POST /organizations/{id}/tokens", Subject.ORGANIZATION, NAMED, 201),
          at("GET /organizations/{id}/tokens", Subject.ORGANIZATION, 200),
          at("DELETE /organizations/{id}/tokens/{token}", Subject.ORGANIZATIONS_TOKEN, 204),
          at("POST /tokens", Subject.NONE, "{\"name\": \"ci\", \"role\": \"viewer\"}", 201)
              .forOrganizations(),
          at("GET /tokens", Subject.NONE, 200).forOrganizations(),
          at("DELETE /tokens/{id}", Subject.TOKEN, 204).forOrganizations(),
          at("POST /projects", Subject.NONE, NAMED, 201).forOrganizations(),
          at("GET /projects", Subject.NONE, 200),
          at("GET /projects/{id}", Subject.PROJECT, 200),
          at("PATCH /projects/{id}", Subject.PROJECT, NAMED, 200),
          at("DELETE /projects/{id}", Subject.EMPTY_PROJECT, 204),
          at(
              "POST /projects/{id}/services",
              Subject.PROJECT,
              "{\"name\": \"{unique}\", \"repository\": \"https://git.test/acme/other\"}",
              201),
          at("GET /projects/{id}/services", Subject.PROJECT, 200),
          at("GET /services", Subject.NONE, 200),
          at("GET /services/{id}", Subject.SERVICE, 200),
          at("PATCH /services/{id}", Subject.SERVICE, "{\"branch\": \"main\"}", 200),
          at("DELETE /services/{id}", Subject.NEW_SERVICE, 204),
          at("PUT /services/{id}/webhook-secret", Subject.NEW_SERVICE, "{}", 200),
          at("GET /services/{id}/environment", Subject.SERVICE, 200),
          at("PATCH /services/{id}/environment", Subject.SERVICE, "{\"A\": \"text\"}", 200),
          at("GET /services/{id}/secrets", Subject.SERVICE, 200),
          at("PATCH /services/{id}/secrets", Subject.SERVICE, "{\"B\": \"text\"}", 200),
          at("GET /services/{id}/registry-credential", Subject.SERVICE, 200),
          at(
              "PUT /services/{id}/registry-credential",
              Subject.SERVICE,
              "{\"username\": \"builder\", \"password\": \"text\"}",
              204),
          at("PUT /services/{id}/credential", Subject.SERVICE, "{\"gitToken\": \"text\"}", 204),
          at("POST /services/{id}/deploy", Subject.SERVICE, "{}", 202),
          at("GET /services/{id}/deployments", Subject.SERVICE, 200),
          at("POST /services/{id}/plan", Subject.SERVICE, "{}", 200),
          at("DELETE /services/{id}/versions", Subject.SERVICE, 204),
          at("GET /deployments/{id}", Subject.DEPLOYMENT, 200),
          at("GET /deployments/{id}/logs", Subject.DEPLOYMENT, 200),
          at("POST /deployments/{id}/cancel", Subject.DEPLOYMENT, "{}", 200),
          at("POST /deployments/{id}/redeploy", Subject.DEPLOYMENT, "{}", 202),
          at(
              "POST /services/{id}/rollback",
              Subject.NOTHING_TO_RETURN_TO,
              "{\"deployment\": \"{deployment}\"}",
              409),
          at("GET /queue", Subject.NONE, 200),
          at("GET /admin/queue", Subject.NONE, 200),
          at("GET /webhooks/deliveries", Subject.NONE, 200).forOrganizations(),
          at("GET /webhooks/deliveries/{id}", Subject.DELIVERY, 200).forOrganizations(),
          at("POST /webhooks/deliveries/{id}/replay", Subject.DELIVERY, "{}", 202)
              .forOrganizations());

  private Rows() {}
}
