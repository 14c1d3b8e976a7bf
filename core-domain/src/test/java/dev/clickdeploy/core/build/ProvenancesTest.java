package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.ImageDigest;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProvenancesTest {
  private static final String TREE = "a".repeat(40);
  private static final DockerfileSource FILE = new DockerfileSource.Generated("FROM scratch");

  private final SettableClock clock = new SettableClock();
  private final BuildPlan plan = plan(FILE, Map.of("A", "1", "B", "2"), List.of("*.md"));

  private static BuildPlan plan(
      DockerfileSource dockerfile, Map<String, String> args, List<String> ignore) {
    return new BuildPlan(
        "node", "summary", dockerfile, null, args, null, ignore, List.of(), List.of());
  }

  private Subject subject(String name, BuildInputs inputs) {
    Service service =
        new Service(
            ServiceId.next(clock),
            OrganizationId.next(clock),
            ProjectId.next(clock),
            new Name(name),
            new RepositoryUrl("https://git.test/acme/web"),
            new GitRef("main"),
            RootDirectory.REPOSITORY,
            BuildSettings.DETECT,
            null,
            clock.instant());
    Deployment queued =
        Deployment.queued(
            DeploymentId.next(clock),
            service.organization(),
            service.id(),
            new Origin(Trigger.API, new GitRef("main"), new CommitSha("b".repeat(40)), null),
            null,
            clock.instant());
    ServiceSecrets secrets = new ServiceSecrets(Secret.of("a-webhook-secret"), null);
    return new Subject(queued, service, secrets, inputs, new Name("Acme"), new Name("Shop"));
  }

  private static BuildInputs secret(UUID version) {
    return new BuildInputs(
        Map.of(),
        Map.of("TOKEN", new BuildInputs.Given(Secret.of("the-same-secret"), version)),
        null);
  }

  private ImageDigest inputs(Subject subject, String tree, BuildPlan of) {
    return Provenances.of(subject, tree, of).inputs();
  }

  @Test
  void equal_inputs_have_one_digest_whichever_deployment_asks() {
    Provenance one = Provenances.of(subject("web", BuildInputs.NONE), TREE, plan);

    assertThat(Provenances.of(subject("web", BuildInputs.NONE), TREE, plan)).isEqualTo(one);
    assertThat(one.treeId()).isEqualTo(TREE);
    assertThat(one.reusedFrom()).isNull();
  }

  @Test
  void whatever_is_another_one_gives_another_digest() {
    Subject web = subject("web", BuildInputs.NONE);
    Map<String, String> args = Map.of("A", "1", "B", "2");
    List<ImageDigest> all =
        List.of(
            inputs(web, TREE, plan),
            inputs(web, "c".repeat(40), plan),
            inputs(subject("api", BuildInputs.NONE), TREE, plan),
            inputs(subject("web", secret(new UUID(1, 1))), TREE, plan),
            inputs(subject("web", secret(new UUID(1, 2))), TREE, plan),
            inputs(web, TREE, plan(new DockerfileSource.InTree("Dockerfile"), args, List.of())),
            inputs(web, TREE, plan(new DockerfileSource.Generated("FROM x"), args, List.of())),
            inputs(web, TREE, plan(FILE, Map.of("A", "12", "B", ""), List.of("*.md"))),
            inputs(web, TREE, plan(FILE, args, List.of())),
            inputs(web, TREE, plan(FILE, args, List.of("*", ".md"))));

    Set<ImageDigest> different = new HashSet<>(all);
    assertThat(different).hasSameSizeAs(all);
  }
}
