package dev.clickdeploy.adapter.registry.harbor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a robot account may do in its project (goharbor/harbor, src/common/rbac/const.go). */
public enum RobotRights {
  /** Pull and push; push alone is not enough, since a push looks at what is there. */
  PUSH("repository:pull,push"),

  /** All that this adapter does to a project's images. */
  MANAGE(
      "repository:pull,push,read,list",
      "artifact:read,list,delete",
      "artifact-addition:read",
      "artifact-label:create,delete",
      "tag:list,create,delete",
      "label:create,read,list",
      "scan:create,read,stop",
      "sbom:create,read,stop",
      "quota:read",
      "project:read");

  private final List<Map<String, String>> access;

  RobotRights(String... rights) {
    access =
        Arrays.stream(rights)
            .map(right -> right.split(":", 2))
            .flatMap(
                right ->
                    Arrays.stream(right[1].split(","))
                        .map(action -> Map.of("resource", right[0], "action", action)))
            .toList();
  }

  /** As Harbor's API wants it. */
  List<Map<String, String>> access() {
    return access;
  }
}
