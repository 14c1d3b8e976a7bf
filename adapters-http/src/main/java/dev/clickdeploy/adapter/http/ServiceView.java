package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clickdeploy.model.image.Materials;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceSpec;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What clients see of a service. Every field is always there, null where there is none. */
final class ServiceView {
  static final Schema IMAGE =
      Schema.object("Image")
          .with("reference", Schema.text())
          .with("digest", Schema.text())
          .with("pinned", Schema.text());
  private static final Schema MATERIALS =
      Schema.object("Materials")
          .with("tree", Schema.text())
          .with("plan", Schema.text())
          .with("inputs", Schema.text());
  private static final Schema TEXT = Schema.text().orNull();
  private static final Schema BUILD =
      Schema.object("BuildSettings")
          .with("dockerfile", TEXT)
          .with("target", TEXT)
          .with("args", Schema.map(Schema.text()))
          .with("installCommand", TEXT)
          .with("buildCommand", TEXT)
          .with("startCommand", TEXT)
          .with("provider", TEXT)
          .with("versions", Schema.map(Schema.text()))
          .with("buildPackages", Schema.list(Schema.text()))
          .with("runtimePackages", Schema.list(Schema.text()))
          .with("environment", Schema.map(Schema.text()));
  static final Schema SCHEMA =
      Schema.object("Service")
          .with("id", Schema.id())
          .with("project", Schema.id())
          .with("name", Schema.text())
          .with("repository", Schema.text())
          .with("branch", Schema.text())
          .with("rootDirectory", Schema.text())
          .with("build", BUILD)
          .with("pushes", PushFields.VIEW)
          .with("image", IMAGE.orNull())
          .with("provenance", MATERIALS.orNull())
          .with("createdAt", Schema.time());

  private ServiceView() {}

  static ObjectNode of(Service service) {
    ObjectNode view =
        Json.object()
            .put("id", service.id().toString())
            .put("project", service.project().toString());
    view.setAll(of(service.spec()));
    view.set("image", image(service.currentImage()));
    view.set("provenance", materials(service.materials()));
    return view.put("createdAt", service.createdAt().toString());
  }

  /** What its owner says of it. */
  static ObjectNode of(ServiceSpec spec) {
    ObjectNode view =
        Json.object()
            .put("name", spec.name().value())
            .put("repository", spec.repository().value())
            .put("branch", spec.branch().value())
            .put("rootDirectory", spec.root().path());
    view.set("build", build(spec.settings()));
    view.set("pushes", PushFields.view(spec.pushes()));
    return view;
  }

  private static ObjectNode build(BuildSettings settings) {
    ObjectNode view =
        Json.object().put("dockerfile", settings.dockerfile()).put("target", settings.target());
    ObjectNode args = view.putObject("args");
    new TreeMap<>(settings.buildArgs()).forEach(args::put);
    view.put("installCommand", settings.installCommand())
        .put("buildCommand", settings.buildCommand())
        .put("startCommand", settings.startCommand());
    PlanOverrides overrides = settings.overrides();
    view.put("provider", overrides.provider());
    ObjectNode versions = view.putObject("versions");
    new TreeMap<>(overrides.versions()).forEach(versions::put);
    view.set("buildPackages", Json.array(overrides.buildPackages(), TextNode::valueOf));
    view.set("runtimePackages", Json.array(overrides.runtimePackages(), TextNode::valueOf));
    ObjectNode environment = view.putObject("environment");
    new TreeMap<>(overrides.environment()).forEach(environment::put);
    return view;
  }

  /** An image; null, which JSON shows as null, when there is none. */
  static @Nullable ObjectNode image(@Nullable PushedImage image) {
    return image == null
        ? null
        : Json.object()
            .put("reference", image.reference().toString())
            .put("digest", image.digest().value())
            .put("pinned", image.reference().pinned(image.digest()));
  }

  private static @Nullable ObjectNode materials(@Nullable Materials materials) {
    return materials == null ? null : of(materials);
  }

  /** What an image is made of. */
  static ObjectNode of(Materials materials) {
    return Json.object()
        .put("tree", materials.treeId())
        .put("plan", materials.plan().value())
        .put("inputs", materials.inputs().value());
  }
}
