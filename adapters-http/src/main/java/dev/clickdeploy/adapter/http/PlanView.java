package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.build.Recipe;
import dev.clickdeploy.model.build.ToolVersion;
import org.jspecify.annotations.Nullable;

/** A plan as JSON. Every field is always there, null where there is none. */
public final class PlanView {
  private static final Schema TEXT = Schema.text().orNull();
  private static final Schema TOOL =
      Schema.object("Tool").with("name", Schema.text()).with("version", TEXT).with("source", TEXT);
  private static final Schema STATIC =
      Schema.object("StaticFiles").with("root", Schema.text()).with("spa", Schema.flag());
  private static final Schema IMAGES =
      Schema.object("BaseImages").with("build", TEXT).with("run", TEXT);
  private static final Schema EVIDENCE =
      Schema.object("Evidence").with("decision", Schema.text()).with("because", Schema.text());

  /** What both kinds of answer are extended with. */
  private static Schema withVersions(Schema view) {
    return view.with("commit", Schema.text()).with("lockedVersions", Schema.map(Schema.text()));
  }

  static final Schema PLANNED =
      withVersions(
          Schema.object("Plan")
              .with("provider", Schema.text())
              .with("summary", Schema.text())
              .with("runtime", TOOL.orNull())
              .with("tools", Schema.list(TOOL))
              .with("packageManager", TEXT)
              .with("framework", TEXT)
              .with("install", Schema.list(Schema.text()))
              .with("build", Schema.list(Schema.text()))
              .with("start", TEXT)
              .with("static", STATIC.orNull())
              .with("port", Schema.number().orNull())
              .with("baseImages", IMAGES)
              .with("evidence", Schema.list(EVIDENCE))
              .with("warnings", Schema.list(Schema.text()))
              .with("dockerfile", TEXT)
              .with("dockerfilePath", TEXT));
  static final Schema NOT_PLANNED =
      withVersions(
          Schema.object("NoPlan")
              .with("provider", Schema.text().orNull())
              .with("message", Schema.text())
              .with("hint", TEXT)
              .with("lookedFor", Schema.list(Schema.text())));

  private PlanView() {}

  /** The document on one line, as the REST API answers it. */
  public static String text(PlanResult result) {
    return of(result).toString();
  }

  static ObjectNode of(PlanResult result) {
    return switch (result) {
      case PlanResult.Planned planned -> of(planned.plan());
      case PlanResult.NotPlanned not -> {
        ObjectNode view = Json.object().putNull("provider").put("message", not.message());
        view.put("hint", not.hint());
        view.set("lookedFor", Json.array(not.lookedFor(), TextNode::valueOf));
        yield view;
      }
    };
  }

  private static ObjectNode of(BuildPlan plan) {
    Recipe recipe = plan.recipe();
    ObjectNode view = Json.object().put("provider", plan.provider()).put("summary", plan.summary());
    view.set("runtime", tool(recipe.runtime()));
    view.set("tools", Json.array(recipe.tools(), PlanView::tool));
    view.put("packageManager", recipe.packageManager()).put("framework", recipe.framework());
    view.set("install", Json.array(recipe.install(), TextNode::valueOf));
    view.set("build", Json.array(recipe.build(), TextNode::valueOf));
    view.put("start", recipe.start());
    view.set("static", staticFiles(recipe));
    view.put("port", plan.port());
    view.set(
        "baseImages",
        Json.object()
            .put("build", recipe.baseImages().build())
            .put("run", recipe.baseImages().run()));
    view.set(
        "evidence",
        Json.array(
            plan.evidence(),
            e -> Json.object().put("decision", e.decision()).put("because", e.because())));
    view.set("warnings", Json.array(plan.warnings(), TextNode::valueOf));
    return dockerfile(view, plan);
  }

  private static @Nullable ObjectNode tool(@Nullable ToolVersion tool) {
    return tool == null
        ? null
        : Json.object()
            .put("name", tool.name())
            .put("version", tool.version())
            .put("source", tool.source());
  }

  private static @Nullable ObjectNode staticFiles(Recipe recipe) {
    return recipe.staticFiles() == null
        ? null
        : Json.object()
            .put("root", recipe.staticFiles().root())
            .put("spa", recipe.staticFiles().spa());
  }

  /** A generated one as text; the repository's own by its path. */
  private static ObjectNode dockerfile(ObjectNode view, BuildPlan plan) {
    return switch (plan.dockerfile()) {
      case DockerfileSource.Generated generated ->
          view.put("dockerfile", generated.text()).putNull("dockerfilePath");
      case DockerfileSource.ForFrontend other ->
          view.putNull("dockerfile").putNull("dockerfilePath");
      case DockerfileSource.InTree own ->
          view.putNull("dockerfile").put("dockerfilePath", own.path());
    };
  }
}
