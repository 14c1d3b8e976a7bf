package dev.clickdeploy.adapter.registry.harbor.standin;

import dev.clickdeploy.adapter.registry.harbor.standin.Project.Artifact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /projects/{p}/repositories/{r}/artifacts/{reference}…}. */
final class Artifacts {
  private final State state;
  private final Distribution distribution;

  /** An artifact that was asked for. */
  private record Found(Project project, String repository, String digest, Artifact artifact) {}

  Artifacts(State state, Distribution distribution) {
    this.state = state;
    this.distribution = distribution;
  }

  Reply answer(Asked asked, Principal who, List<String> parts) {
    String repository = Asked.decoded(parts.get(3));
    if (!parts.get(4).equals("artifacts")) {
      return RestApi.unknown(asked);
    }
    String reference = parts.get(5);
    @Nullable Project project = state.projects.get(parts.get(1));
    if (project == null) {
      return who.isAdministrator() ? Reply.notFound("project " + parts.get(1)) : Reply.forbidden();
    }
    String right = right(asked, parts.size() > 6 ? parts.get(6) : "");
    if (!who.may(project.name, right)) {
      return Reply.forbidden();
    }
    Optional<String> digest = Distribution.digest(project, repository, reference);
    return digest
        .map(d -> new Found(project, repository, d, project.repository(repository).get(d)))
        .map(found -> one(asked, found, parts.subList(6, parts.size())))
        .orElseGet(
            () ->
                Reply.notFound("artifact %s/%s:%s".formatted(project.name, repository, reference)));
  }

  private static String right(Asked asked, String part) {
    String verb =
        switch (asked.method()) {
          case "GET" -> "read";
          case "DELETE" -> "delete";
          default -> "create";
        };
    return switch (part) {
      case "tags" -> "tag:" + verb;
      case "labels" -> "artifact-label:" + verb;
      case "additions" -> "artifact-addition:read";
      case "scan" -> "scan:create";
      default -> "artifact:" + verb;
    };
  }

  private Reply one(Asked asked, Found found, List<String> more) {
    String what = asked.method() + " " + (more.isEmpty() ? "" : more.getFirst());
    return switch (what) {
      case "GET " -> Reply.json(200, view(asked, found));
      case "DELETE " -> delete(found);
      case "DELETE tags" -> deleteTag(found, more.get(1));
      case "POST labels" -> addLabel(asked, found);
      case "DELETE labels" ->
          found.artifact.labels.remove(Long.valueOf(more.get(1)))
              ? Reply.empty(200)
              : Reply.notFound("label " + more.get(1));
      case "POST scan" -> scan(asked, found.artifact);
      case "GET additions" -> addition(found.artifact, more.get(1));
      default -> RestApi.unknown(asked);
    };
  }

  private static Map<String, Object> view(Asked asked, Found found) {
    Map<String, Object> view = new TreeMap<>();
    view.put("digest", found.digest);
    view.put(
        "labels", found.artifact.labels.stream().map(id -> found.project.labels.get(id)).toList());
    if (asked.query().containsKey("with_scan_overview") && !found.artifact.scan.isEmpty()) {
      view.put("scan_overview", Scans.overview(Scans.next(found.artifact.scan)));
    }
    if (asked.query().containsKey("with_sbom_overview") && !found.artifact.sbom.isEmpty()) {
      view.put("sbom_overview", Map.of("scan_status", Scans.next(found.artifact.sbom)));
    }
    return view;
  }

  /** With all its tags, whichever it was asked for by. */
  private Reply delete(Found found) {
    Map<String, Artifact> all = found.project.repository(found.repository);
    for (String tag : found.artifact.tags) {
      if (found.project.isImmutable(tag)) {
        return immutable(found.repository, tag, "deleted");
      }
    }
    if (all.values().stream().anyMatch(other -> other.children.contains(found.digest))) {
      return Reply.error(
          412, "VIOLATE_FOREIGN_KEY_CONSTRAINT", "the deleting artifact is referenced by others");
    }
    remove(found.project, found.repository, found.digest);
    for (String child : found.artifact.children) {
      @Nullable Artifact there = all.get(child);
      if (there != null && there.tags.isEmpty()) {
        remove(found.project, found.repository, child);
      }
    }
    return Reply.empty(200);
  }

  private void remove(Project project, String repository, String digest) {
    project.repository(repository).remove(digest);
    distribution.forget(project.name + "/" + repository, digest);
  }

  private static Reply deleteTag(Found found, String tag) {
    if (found.project.isImmutable(tag)) {
      return immutable(found.repository, tag, "deleted");
    }
    return found.artifact.tags.remove(tag) ? Reply.empty(200) : Reply.notFound("tag " + tag);
  }

  private static Reply immutable(String repository, String tag, String verb) {
    return Reply.error(
        412,
        "PRECONDITION",
        "the tag %s:%s configured as immutable, cannot be %s".formatted(repository, tag, verb));
  }

  private static Reply addLabel(Asked asked, Found found) {
    long id = RestApi.body(asked).path("id").asLong();
    if (!found.project.labels.containsKey(id)) {
      return Reply.notFound("label " + id);
    }
    return found.artifact.labels.add(id)
        ? Reply.empty(200)
        : Reply.error(409, "CONFLICT", "label is already added to the artifact");
  }

  private Reply scan(Asked asked, Artifact artifact) {
    if (!state.hasScanner) {
      return Reply.error(412, "PRECONDITION", "no available scanner");
    }
    if (!artifact.children.isEmpty()) {
      return Reply.error(400, "BAD_REQUEST", "the artifact is not supported by the scanner");
    }
    boolean sbom = RestApi.body(asked).path("scan_type").asText().equals("sbom");
    List<String> states = sbom ? artifact.sbom : artifact.scan;
    if (!states.isEmpty() && !states.getFirst().equals("Success")) {
      return Reply.error(409, "CONFLICT", "a previous scan process is Pending");
    }
    states.clear();
    states.addAll(state.scans);
    return Reply.empty(202);
  }

  private static Reply addition(Artifact artifact, String which) {
    boolean done = Scans.isDone(which.equals("sbom") ? artifact.sbom : artifact.scan);
    return switch (which) {
      case "vulnerabilities" -> Reply.json(200, done ? Scans.report() : Map.of());
      case "sbom" ->
          done ? Reply.json(200, Map.of("spdxVersion", "SPDX-2.3")) : Reply.notFound("sbom");
      default -> Reply.notFound("addition " + which);
    };
  }
}
