package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients see of the vocabulary. Every field is always there, null where there is nothing to
 * say.
 */
final class Views {
  private Views() {}

  static Map<String, Object> of(Service service) {
    BuildSettings settings = service.settings();
    Map<String, @Nullable Object> build = new LinkedHashMap<>();
    build.put("dockerfile", settings.dockerfile());
    build.put("target", settings.target());
    build.put("args", settings.buildArgs());
    build.put("installCommand", settings.installCommand());
    build.put("buildCommand", settings.buildCommand());
    build.put("startCommand", settings.startCommand());
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", service.id().toString());
    view.put("project", service.project().toString());
    view.put("name", service.name().value());
    view.put("repository", service.repository().value());
    view.put("branch", service.branch().value());
    view.put("rootDirectory", service.root().path());
    view.put("build", build);
    view.put("image", service.image().map(Views::of).orElse(null));
    view.put("createdAt", service.createdAt().toString());
    return nonNull(view);
  }

  static Map<String, Object> of(PushedImage image) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("reference", image.reference().toString());
    view.put("digest", image.digest().value());
    view.put("pinned", image.reference().pinned(image.digest()));
    return view;
  }

  /**
   * A deployment; {@code durations} are milliseconds per phase, the running one measured to now.
   */
  static Map<String, Object> of(Deployment deployment, InstantSource clock) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", deployment.id().toString());
    view.put("service", deployment.service().toString());
    view.put("status", name(deployment.status()));
    view.put("phase", deployment.phase() == null ? null : name(deployment.phase()));
    view.put(
        "progress",
        Map.of(
            "done", deployment.progress().done(),
            "total", deployment.progress().total(),
            "cached", deployment.progress().cached()));
    view.put("trigger", name(deployment.origin().trigger()));
    view.put("ref", deployment.origin().ref().value());
    view.put("commit", commit(deployment));
    view.put("plan", deployment.planSummary());
    view.put("image", deployment.image() == null ? null : of(deployment.image()));
    view.put("failure", deployment.failure() == null ? null : of(deployment.failure()));
    view.put("durations", durations(deployment, clock));
    view.put("createdAt", text(deployment.createdAt()));
    view.put("startedAt", text(deployment.startedAt()));
    view.put("finishedAt", text(deployment.finishedAt()));
    return nonNull(view);
  }

  private static Map<String, Object> commit(Deployment deployment) {
    Commit commit = deployment.commit();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("sha", deployment.origin().sha().value());
    view.put("message", commit == null ? null : commit.message());
    view.put("author", commit == null ? null : commit.author());
    view.put("time", commit == null ? null : commit.authoredAt().toString());
    return nonNull(view);
  }

  private static Map<String, Object> of(Failure failure) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("class", name(failure.type()));
    view.put("message", failure.message());
    view.put("hint", failure.mend());
    view.put("lastLines", failure.lastLines());
    return nonNull(view);
  }

  private static Map<String, Long> durations(Deployment deployment, InstantSource clock) {
    Instant end = deployment.finishedAt() == null ? clock.instant() : deployment.finishedAt();
    Map<String, Long> view = new LinkedHashMap<>();
    for (Phase phase : Phase.values()) {
      var took = deployment.phaseTimes().durations(end).get(phase);
      if (took != null) {
        view.put(name(phase), took.toMillis());
      }
    }
    return view;
  }

  static Map<String, Object> of(StoredLogLine stored) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("sequence", stored.sequence());
    view.put("at", stored.line().at().toString());
    view.put("stream", name(stored.line().stream()));
    view.put("text", stored.line().text());
    return view;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** JSON has null, whatever the map's type says. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private static Map<String, Object> nonNull(Map<String, @Nullable Object> view) {
    return (Map<String, Object>) (Map<String, ?>) view;
  }
}
