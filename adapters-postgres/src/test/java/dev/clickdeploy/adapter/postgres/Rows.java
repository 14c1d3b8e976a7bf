package dev.clickdeploy.adapter.postgres;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows from which the tests of this module start. */
public final class Rows {
  public static final Duration LEASE = Duration.ofSeconds(30);
  public static final ServiceSecrets SECRETS =
      new ServiceSecrets(
          Secret.of("the webhook's secret"),
          new Credential.Token(Secret.of("the repository's token")));

  private static final InstantSource CLOCK = InstantSource.system();
  private final Storage storage;

  public Rows(Storage storage) {
    this.storage = storage;
  }

  public static Instant now() {
    return CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  public static JobKind newKind() {
    return new JobKind("kind-" + UUID.randomUUID());
  }

  public Organization organization() {
    Organization organization =
        new Organization(
            OrganizationId.next(CLOCK), new Name("Organization " + UUID.randomUUID()), now());
    storage.tenants().create(organization);
    return organization;
  }

  public Project project(Organization organization) {
    Project project =
        new Project(ProjectId.next(CLOCK), organization.id(), new Name("shop"), now());
    storage.tenants().create(project);
    return project;
  }

  public static Service newService(OrganizationId organization, ProjectId project, String url) {
    return new Service(
        ServiceId.next(CLOCK),
        organization,
        project,
        new Name("Service " + UUID.randomUUID()),
        new RepositoryUrl(url),
        new GitRef("main"),
        RootDirectory.REPOSITORY,
        BuildSettings.DETECT,
        null,
        now());
  }

  public Service service() {
    Organization organization = organization();
    Service service =
        newService(
            organization.id(),
            project(organization).id(),
            "https://git.test/a/" + UUID.randomUUID());
    storage.services().create(service, SECRETS);
    return service;
  }

  public static Deployment newDeployment(OrganizationId organization, ServiceId service) {
    CommitSha sha = new CommitSha("0123456789".repeat(4));
    Origin origin = new Origin(Trigger.API, new GitRef("main"), sha, null);
    return Deployment.queued(DeploymentId.next(CLOCK), organization, service, origin, null, now());
  }

  public static NewJob newJob(
      OrganizationId organization, JobKind kind, String subject, int maxAttempts) {
    return NewJob.of(JobId.next(CLOCK), kind, organization, subject, maxAttempts);
  }

  /** Claims at most so many jobs of a kind. */
  public static List<Job> claim(JobQueue queue, JobKind kind, int slots) {
    return queue.claim(Map.of(kind, slots), LEASE).stream().map(JobQueue.Claimed::job).toList();
  }

  public static Claim claimOf(Job job) {
    return new Claim(job.id(), job.fence());
  }

  /** A deployment whose job has been claimed and that is running. */
  public record Running(Claim claim, Deployment deployment) {}

  public Running running(Service service, int maxAttempts) {
    JobKind kind = newKind();
    Deployment deployment = newDeployment(service.organization(), service.id());
    NewJob job = newJob(service.organization(), kind, deployment.id().toString(), maxAttempts);
    storage.deployments().create(deployment, job);
    Job claimed = claim(storage.jobs(), kind, 1).getFirst();
    Claim claim = claimOf(claimed);
    Deployment running = deployment.started(now()).entered(Phase.FETCHING, now());
    storage.deployments().update(claim, running);
    return new Running(claim, running);
  }

  public static PushedImage image(String content) {
    return new PushedImage(
        ImageReference.parse("registry.test/org-project/service:" + content),
        ImageDigest.of(content.getBytes(StandardCharsets.UTF_8)));
  }
}
