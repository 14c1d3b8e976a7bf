package dev.clickdeploy.port.out.contract;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows from which a test starts; each has a name of its own in the database. */
final class Given {
  static final Duration LEASE = Duration.ofSeconds(30);
  static final CommitSha SHA = new CommitSha("0123456789".repeat(4));

  final JobKind kind = new JobKind("contract-" + unique());
  private final Stores stores;

  Given(Stores stores) {
    this.stores = stores;
  }

  static String unique() {
    return UUID.randomUUID().toString();
  }

  /** The present, as exactly as every database keeps it. */
  Instant now() {
    return stores.now().truncatedTo(ChronoUnit.MILLIS);
  }

  Organization newOrganization(String name) {
    return new Organization(OrganizationId.next(stores::now), new Name(name), now());
  }

  Organization organization() {
    Organization organization = newOrganization("Organization " + unique());
    stores.tenants().create(organization);
    return organization;
  }

  Project newProject(Organization organization, String name) {
    return new Project(
        ProjectId.next(stores::now), organization.id(), new Name(name), organization.createdAt());
  }

  Project project(Organization organization) {
    Project project = newProject(organization, "Project " + unique());
    stores.tenants().create(project);
    return project;
  }

  Service newService(Project project, String name, String repository) {
    return new Service(
        ServiceId.next(stores::now),
        project.organization(),
        project.id(),
        new Name(name),
        new RepositoryUrl(repository),
        new GitRef("main"),
        RootDirectory.REPOSITORY,
        BuildSettings.DETECT,
        null,
        project.createdAt());
  }

  Service service(Project project) {
    Service service =
        newService(project, "Service " + unique(), "https://git.test/team/" + unique());
    stores.services().create(service, secrets());
    return service;
  }

  Service service() {
    return service(project(organization()));
  }

  static ServiceSecrets secrets() {
    return new ServiceSecrets(
        Secret.of("webhook-" + unique()), new Credential.Token(Secret.of("token-" + unique())));
  }

  NewJob newJob(OrganizationId organization, int maxAttempts, Instant runAt) {
    return newJob(organization, maxAttempts).notBefore(runAt);
  }

  /** A job that is due at once. */
  NewJob newJob(OrganizationId organization, int maxAttempts) {
    return NewJob.of(JobId.next(stores::now), kind, organization, unique(), maxAttempts);
  }

  /** A job that has been due for an hour. */
  NewJob dueJob(OrganizationId organization, int maxAttempts) {
    return newJob(organization, maxAttempts, now().minus(Duration.ofHours(1)));
  }

  Deployment newDeployment(Service service, @Nullable String key, Instant createdAt) {
    Origin origin = new Origin(Trigger.API, new GitRef("main"), SHA, key);
    DeploymentId id = DeploymentId.next(() -> createdAt);
    return Deployment.queued(id, service.organization(), service.id(), origin, null, createdAt);
  }

  NewJob jobFor(Deployment deployment, int maxAttempts) {
    JobId id = JobId.next(stores::now);
    String subject = deployment.id().toString();
    return NewJob.of(id, kind, deployment.organization(), subject, maxAttempts)
        .notBefore(now().minus(Duration.ofHours(1)));
  }

  Deployment deployment(Service service) {
    return deployment(service, now(), 3);
  }

  Deployment deployment(Service service, Instant createdAt, int maxAttempts) {
    Deployment deployment = newDeployment(service, null, createdAt);
    stores.deployments().create(deployment, jobFor(deployment, maxAttempts));
    return deployment;
  }

  /** Claims one job of this test's kind. */
  Job claimOne() {
    List<Job> claimed = claim(1);
    if (claimed.isEmpty()) {
      throw new AssertionError("no job of kind " + kind + " is due");
    }
    return claimed.getFirst();
  }

  /** Claims at most so many jobs of this test's kind. */
  List<Job> claim(int slots) {
    return claim(stores.jobs(), slots);
  }

  /** The same by one of several processes. */
  List<Job> claim(JobQueue queue, int slots) {
    return queue.claim(Map.of(kind, slots), LEASE).stream().map(JobQueue.Claimed::job).toList();
  }

  static Claim claimOf(Job job) {
    return new Claim(job.id(), job.fence());
  }

  static PushedImage image(String content) {
    return new PushedImage(
        ImageReference.parse("registry.test/org-project/service:" + content),
        ImageDigest.of(content.getBytes(StandardCharsets.UTF_8)));
  }
}
