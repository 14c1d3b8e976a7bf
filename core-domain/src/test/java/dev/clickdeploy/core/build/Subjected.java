package dev.clickdeploy.core.build;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.out.fake.SettableClock;

/** Deployments of a service of this name and repository, each time with ids of their own. */
record Subjected(String name, String repository) {
  private static final SettableClock CLOCK = new SettableClock();

  Subject with(BuildInputs inputs) {
    return subject(inputs, RootDirectory.REPOSITORY, "main", false);
  }

  /** Another branch and directory, another organization, and every step is to run again. */
  Subject elsewhere() {
    Subject here = subject(BuildInputs.NONE, new RootDirectory("apps/web"), "release", true);
    return new Subject(
        here.deployment(),
        here.service(),
        here.secrets(),
        here.inputs(),
        new Name("Other"),
        new Name("Place"));
  }

  private Subject subject(BuildInputs inputs, RootDirectory root, String branch, boolean noCache) {
    Service service =
        new Service(
            ServiceId.next(CLOCK),
            OrganizationId.next(CLOCK),
            ProjectId.next(CLOCK),
            new Name(name),
            new RepositoryUrl(repository),
            new GitRef(branch),
            root,
            BuildSettings.DETECT,
            null,
            CLOCK.instant());
    CommitSha sha = new CommitSha((noCache ? "b" : "d").repeat(40));
    Origin origin = new Origin(Trigger.API, new GitRef(branch), sha, null, noCache);
    Deployment queued =
        Deployment.queued(
            DeploymentId.next(CLOCK),
            service.organization(),
            service.id(),
            origin,
            null,
            CLOCK.instant());
    ServiceSecrets secrets = new ServiceSecrets(Secret.of("a-webhook-secret"), null);
    return new Subject(queued, service, secrets, inputs, new Name("Acme"), new Name("Shop"));
  }
}
