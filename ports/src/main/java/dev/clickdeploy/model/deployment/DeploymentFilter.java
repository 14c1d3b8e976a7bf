package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.source.GitRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a service's deployments are listed; what is null does not matter.
 *
 * @param ref a branch or a tag, by its short or its full name, or a commit as it was asked for
 */
public record DeploymentFilter(@Nullable DeploymentStatus status, @Nullable GitRef ref) {
  /** Every one. */
  public static final DeploymentFilter ALL = new DeploymentFilter(null, null);

  /**
   * Every form in which what the filter's ref names may have been asked for: pushes give full
   * names, people mostly short ones. Empty when any ref will do.
   */
  public List<String> refs() {
    if (ref == null) {
      return List.of();
    }
    String name = ref.value();
    return name.startsWith("refs/")
        ? List.of(name, ref.shortName())
        : List.of(name, "refs/heads/" + name, "refs/tags/" + name);
  }

  /** Whether a deployment is one of them. */
  public boolean matches(Deployment deployment) {
    return (status == null || status == deployment.status())
        && (ref == null || refs().contains(deployment.origin().ref().value()));
  }
}
