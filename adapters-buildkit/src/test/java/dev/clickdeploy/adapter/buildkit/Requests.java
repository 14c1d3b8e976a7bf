package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.BuildOptionsBuilder;
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
    Duration deadline,
    BuildOptions options) {

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
        Duration.ofMinutes(2),
        BuildOptions.DEFAULT);
  }

  Requests generated(String text) {
    return with(new DockerfileSource.Generated(text));
  }

  Requests with(DockerfileSource other) {
    return new Requests(tree, other, target, args, ignore, push, logins, scope, deadline, options);
  }

  Requests target(String stage) {
    return new Requests(
        tree, dockerfile, stage, args, ignore, push, logins, scope, deadline, options);
  }

  Requests args(Map<String, String> values) {
    return new Requests(
        tree, dockerfile, target, values, ignore, push, logins, scope, deadline, options);
  }

  Requests ignore(String... patterns) {
    return new Requests(
        tree, dockerfile, target, args, List.of(patterns), push, logins, scope, deadline, options);
  }

  Requests push(ImageReference... references) {
    return new Requests(
        tree,
        dockerfile,
        target,
        args,
        ignore,
        List.of(references),
        logins,
        scope,
        deadline,
        options);
  }

  Requests login(RegistryLogin login) {
    return new Requests(
        tree, dockerfile, target, args, ignore, push, List.of(login), scope, deadline, options);
  }

  Requests scope(String other) {
    return new Requests(
        tree, dockerfile, target, args, ignore, push, logins, other, deadline, options);
  }

  Requests within(Duration limit) {
    return new Requests(
        tree, dockerfile, target, args, ignore, push, logins, scope, limit, options);
  }

  Requests options(BuildOptionsBuilder other) {
    return new Requests(
        tree, dockerfile, target, args, ignore, push, logins, scope, deadline, other.build());
  }

  BuildRequest build() {
    BuildPlan plan =
        new BuildPlan(
            "test", "a test", dockerfile, target, args, null, ignore, List.of(), List.of());
    return new BuildRequest(
        tree, plan, push, logins, Map.of("org.example.test", "yes"), scope, deadline, options);
  }
}
