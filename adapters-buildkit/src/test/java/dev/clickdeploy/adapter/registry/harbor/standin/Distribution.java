package dev.clickdeploy.adapter.registry.harbor.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.model.image.ImageDigest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v2/}: the real registry behind Harbor's accounts and rules. Tags are Harbor's alone; the
 * registry holds digests.
 */
final class Distribution {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PATH =
      Pattern.compile("/v2/([^/]+)/(.+?)/(manifests|blobs|tags)/(.+)");

  private final State state;
  private final Tokens tokens;
  private final Upstream upstream;
  private final String host;

  /** Where in the registry a request goes. */
  private record Place(String project, String repository, String kind, String rest) {
    String name() {
      return project + "/" + repository;
    }
  }

  Distribution(State state, Tokens tokens, Upstream upstream, String host) {
    this.state = state;
    this.tokens = tokens;
    this.upstream = upstream;
    this.host = host;
  }

  Reply answer(Asked asked) {
    Matcher path = PATH.matcher(asked.path());
    if (!path.matches()) {
      return authorize(asked, "", "pull").orElseGet(() -> Reply.json(200, Map.of()));
    }
    Place place = new Place(path.group(1), path.group(2), path.group(3), path.group(4));
    String action = asked.isSafe() ? "pull" : asked.method().equals("DELETE") ? "delete" : "push";
    return authorize(asked, place.name(), action)
        .or(() -> forbidden(asked, place, action))
        .orElseGet(() -> open(asked, place));
  }

  private Optional<Reply> authorize(Asked asked, String repository, String action) {
    @Nullable String given = asked.header("Authorization");
    if (given == null) {
      String scope =
          repository.isEmpty()
              ? ""
              : ",scope=\"repository:" + repository + ":" + scope(action) + "\"";
      return Optional.of(
          Reply.unauthorized()
              .with(
                  "WWW-Authenticate",
                  "Bearer realm=\"http://%s/service/token\",service=\"harbor-registry\"%s"
                      .formatted(host, scope)));
    }
    boolean good =
        given.startsWith("Bearer ")
            ? tokens.opens(given.substring("Bearer ".length()), repository, action)
            : state
                .basic(given)
                .filter(p -> repository.isEmpty() || may(p, repository, action))
                .isPresent();
    return good
        ? Optional.empty()
        : Optional.of(Reply.unauthorized().with("WWW-Authenticate", "Basic realm=\"harbor\""));
  }

  private static String scope(String action) {
    return action.equals("push") ? "pull,push" : action;
  }

  private static boolean may(Principal principal, String repository, String action) {
    return principal.may(repository.split("/", 2)[0], "repository:" + action);
  }

  private Optional<Reply> forbidden(Asked asked, Place place, String action) {
    @Nullable Project project = state.projects.get(place.project());
    if (project == null) {
      return Optional.of(Reply.notFound("project " + place.project()));
    }
    if (action.equals("pull")) {
      return Optional.empty();
    }
    if (state.readOnly) {
      return Optional.of(
          Reply.error(
              403, "DENIED", "The system is in read only mode. Any modification is prohibited."));
    }
    if (project.proxyCache) {
      return Optional.of(
          Reply.error(
              405,
              "METHOD_NOT_ALLOWED",
              "can not push artifact to a proxy project: " + place.project()));
    }
    if (project.limit >= 0 && project.used + asked.body().length > project.limit) {
      return Optional.of(
          Reply.error(
              403,
              "DENIED",
              "Quota exceeded when processing the request of adding %d B of storage resource, which"
                      .formatted(asked.body().length)
                  + " when updated to current usage will exceed the configured upper limit of "
                  + project.limit));
    }
    return Optional.empty();
  }

  private Reply open(Asked asked, Place place) {
    Project project = state.projects.get(place.project());
    return switch (place.kind()) {
      case "tags" -> tags(asked, project, place);
      case "manifests" -> manifests(asked, project, place);
      default -> blobs(asked, project, place);
    };
  }

  private Reply blobs(Asked asked, Project project, Place place) {
    Reply reply =
        upstream.send(
            asked, Upstream.withQuery(place.name() + "/blobs/" + place.rest(), asked), host);
    if (reply.status() < 300 && !asked.isSafe()) {
      project.used += asked.body().length;
    }
    return reply;
  }

  private Reply tags(Asked asked, Project project, Place place) {
    if (!project.repositories.containsKey(place.repository())) {
      return Reply.notFound("repository " + place.name());
    }
    int n = Integer.parseInt(asked.query().getOrDefault("n", "1000"));
    String last = asked.query().getOrDefault("last", "");
    List<String> rest =
        project.repository(place.repository()).values().stream()
            .flatMap(artifact -> artifact.tags.stream())
            .sorted()
            .filter(tag -> tag.compareTo(last) > 0)
            .toList();
    List<String> page = rest.subList(0, Math.min(n, rest.size()));
    Reply reply = Reply.json(200, Map.of("name", place.name(), "tags", page));
    return rest.size() > n
        ? reply.with(
            "Link",
            "</v2/%s/tags/list?last=%s&n=%d>; rel=\"next\""
                .formatted(place.name(), page.getLast(), n))
        : reply;
  }

  private Reply manifests(Asked asked, Project project, Place place) {
    return switch (asked.method()) {
      case "PUT" -> put(asked, project, place);
      case "DELETE" ->
          place.rest().startsWith("sha256:")
              ? Reply.unauthorized()
              : Reply.error(400, "UNSUPPORTED", "deleting by tag is not supported");
      default -> get(asked, project, place);
    };
  }

  private Reply get(Asked asked, Project project, Place place) {
    Optional<String> digest = digest(project, place.repository(), place.rest());
    return digest
        .map(d -> upstream.send(asked, place.name() + "/manifests/" + d, host))
        .orElseGet(() -> Reply.notFound("artifact " + place.name() + ":" + place.rest()));
  }

  static Optional<String> digest(Project project, String repository, String tagOrDigest) {
    return project.repository(repository).entrySet().stream()
        .filter(e -> e.getKey().equals(tagOrDigest) || e.getValue().tags.contains(tagOrDigest))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Reply put(Asked asked, Project project, Place place) {
    String digest = ImageDigest.of(asked.body()).value();
    boolean byTag = !place.rest().startsWith("sha256:");
    Optional<String> before =
        byTag ? digest(project, place.repository(), place.rest()) : Optional.empty();
    if (before.isPresent() && project.isImmutable(place.rest())) {
      return Reply.error(
          412,
          "PRECONDITION",
          "Failed to process request due to '%s:%s' configured as immutable."
              .formatted(place.repository(), place.rest()));
    }
    Reply reply = upstream.send(asked, place.name() + "/manifests/" + digest, host);
    if (reply.status() == 201) {
      before.ifPresent(
          old -> project.repository(place.repository()).get(old).tags.remove(place.rest()));
      Project.Artifact artifact =
          project.made(place.repository()).computeIfAbsent(digest, d -> new Project.Artifact());
      artifact.children.clear();
      artifact.children.addAll(children(asked.body()));
      if (byTag) {
        artifact.tags.add(place.rest());
      }
    }
    return reply;
  }

  private static List<String> children(byte[] manifest) {
    try {
      return JSON.readTree(manifest)
          .path("manifests")
          .valueStream()
          .map((JsonNode child) -> child.path("digest").asText())
          .collect(Collectors.toList());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Takes an artifact out of the real registry. */
  void forget(String repository, String digest) {
    upstream.send(
        new Asked("DELETE", "", Map.of(), Map.of(), new byte[0]),
        repository + "/manifests/" + digest,
        host);
  }
}
