package dev.clickdeploy.bootstrap.access;

import java.util.Map;
import java.util.function.Function;

/** What the ids in a route's path are of; each is an organization's that has a project. */
enum Subject {
  /** There are none. */
  NONE(ground -> Map.of()),
  ORGANIZATION(ground -> Map.of("id", ground.acme.organization())),
  EMPTY_ORGANIZATION(ground -> Map.of("id", ground.emptyOrganization())),
  ORGANIZATIONS_TOKEN(
      ground -> Map.of("id", ground.acme.organization(), "token", ground.newToken())),
  TOKEN(ground -> Map.of("id", ground.newToken())),
  PROJECT(ground -> Map.of("id", ground.shop)),
  EMPTY_PROJECT(ground -> Map.of("id", ground.project(ground.acme, "empty"))),
  SERVICE(ground -> Map.of("id", ground.service)),
  NEW_SERVICE(ground -> Map.of("id", ground.newService())),
  DEPLOYMENT(ground -> Map.of("id", ground.newDeployment())),
  /** A service and its deployment that is queued and has no image. */
  NOTHING_TO_RETURN_TO(
      ground -> Map.of("id", ground.service, "deployment", ground.newDeployment())),
  DELIVERY(ground -> Map.of("id", ground.newDelivery()));

  private final Function<Ground, Map<String, Object>> ids;

  Subject(Function<Ground, Map<String, Object>> ids) {
    this.ids = ids;
  }

  /** New ones where they would be used up. */
  Map<String, Object> ids(Ground ground) {
    return ids.apply(ground);
  }
}
