package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.source.SourceTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Build requests, changed one by one from a plain one: the tree's own Dockerfile, no push. */
record Requests(
    SourceTree tree,
    DockerfileSource dockerfile,
    String target,
    Map<String, String> args,
    List<String> ignore,
    List<ImageReference> push,
    List<RegistryLogin> logins,
    String scope,
    Duration deadline) {

  static Requests of(SourceTree tree) {
    return new Requests(
        tree,
        new DockerfileSource.InTree("Dockerfile"),
        null,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        RealParts.unique(),
        Duration.ofMinutes(2));
  }

  Requests generated(String text) {
    return with(new DockerfileSource.Generated(text));
  }

  Requests with(DockerfileSource other) {
    return new Requests(tree, other, target, args, ignore, push, logins, scope, deadline);
  }

  Requests target(String stage) {
    return new Requests(tree, dockerfile, stage, args, ignore, push, logins, scope, deadline);
  }

  Requests args(Map<String, String> values) {
    return new Requests(tree, dockerfile, target, values, ignore, push, logins, scope, deadline);
  }

  Requests ignore(String... patterns) {
    return new Requests(
        tree, dockerfile, target, args, List.of(patterns), push, logins, scope, deadline);
  }

  Requests push(ImageReference... references) {
    return new Requests(
        tree, dockerfile, target, args, ignore, List.of(references), logins, scope, deadline);
  }

  Requests login(RegistryLogin login) {
    return new Requests(
        tree, dockerfile, target, args, ignore, push, List.of(login), scope, deadline);
  }

  Requests scope(String other) {
    return new Requests(tree, dockerfile, target, args, ignore, push, logins, other, deadline);
  }

  Requests within(Duration limit) {
    return new Requests(tree, dockerfile, target, args, ignore, push, logins, scope, limit);
  }

  BuildRequest build() {
    BuildPlan plan =
        new BuildPlan(
            "test", "a test", dockerfile, target, args, null, ignore, List.of(), List.of());
    return new BuildRequest(
        tree, plan, push, logins, Map.of("org.example.test", "yes"), scope, deadline);
  }
}
