package dev.clickdeploy.model.service;

import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import java.util.Objects;

/** What an owner says of a service, and may say otherwise later. */
public record ServiceSpec(
    Name name,
    RepositoryUrl repository,
    GitRef branch,
    RootDirectory root,
    BuildSettings settings,
    PushRules pushes) {
  public ServiceSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(branch, "branch");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(pushes, "pushes");
  }
}
