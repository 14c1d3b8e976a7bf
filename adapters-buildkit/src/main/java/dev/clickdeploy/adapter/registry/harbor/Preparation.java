package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.PortException;

/** What has to be so before an image can be pushed: that its project is there, and open to us. */
record Preparation(HarborClient client, HarborProjects projects) {
  /**
   * Makes the project when it is not there. That it cannot be seen says nothing: an account that
   * may only pull and push gets 403 (goharbor/harbor issue 21800).
   */
  void prepare(ImageReference reference) {
    String project = Paths.project(reference);
    boolean seen = projects.exists(project);
    if (new PushRight(client).isGiven(reference.repository())) {
      return;
    }
    if (seen) {
      throw new PortException(
          FailureClass.REGISTRY,
          "'%s' may not push to the Harbor project '%s'".formatted(client.username(), project),
          "give the account the right to pull and push there; a proxy cache takes no pushes at all",
          null);
    }
    projects.make(project);
  }
}
