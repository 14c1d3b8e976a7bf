package dev.clickdeploy.adapter.githost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.status.CommitState;
import dev.clickdeploy.model.status.CommitStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The request that creates a commit's status (GitHub REST API, "Create a commit status"; GitLab
 * API, "Set the pipeline status of a commit"; Gitea API, "Create a commit status").
 */
record StatusRequest(HostApi api, CommitStatus status) {
  URI uri() {
    String repository =
        switch (api.kind()) {
          case GITHUB, GITEA -> "/repos/" + encoded("/");
          case GITLAB -> "/projects/" + encoded("%2F");
        };
    return URI.create(api.base() + repository + "/statuses/" + status.sha());
  }

  /** The repository's path, each of its names encoded. */
  private String encoded(String slash) {
    String path = URI.create(status.access().url().value()).getPath();
    String clean = path.replaceAll("^/+|/+$", "").replaceFirst("/*\\.git$", "");
    return Stream.of(clean.split("/+"))
        .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining(slash));
  }

  /** The headers but for the token's. */
  Map<String, String> headers() {
    return switch (api.kind()) {
      case GITHUB ->
          Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");
      case GITLAB, GITEA -> Map.of("Accept", "application/json");
    };
  }

  /** GitLab and GitHub take OAuth and personal tokens alike as a bearer's, Gitea so. */
  String authorization(String token) {
    return (api.kind() == HostKind.GITEA ? "token " : "Bearer ") + token;
  }

  byte[] body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("state", state(status.state()));
    body.put("context", status.context());
    body.put("description", status.description());
    if (status.link() != null) {
      body.put("target_url", status.link().toString());
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String state(CommitState state) {
    boolean gitlab = api.kind() == HostKind.GITLAB;
    return switch (state) {
      case PENDING -> "pending";
      case SUCCESS -> "success";
      case FAILURE -> gitlab ? "failed" : "failure";
      case CANCELLED -> gitlab ? "canceled" : "error";
    };
  }
}
