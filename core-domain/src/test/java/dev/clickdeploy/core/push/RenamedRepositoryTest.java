package dev.clickdeploy.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Pushes.Push;
import dev.clickdeploy.port.in.Services.CreateService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenamedRepositoryTest {
  private static final RepositoryUrl OLD = House.REPOSITORY;
  private static final RepositoryUrl NEW = new RepositoryUrl("https://git.test/acme-inc/site");
  private static final HostedRepository OURS = HostedRepository.of(Trigger.GITHUB, OLD, "7");
  private static final HostedRepository ANOTHER = HostedRepository.of(Trigger.GITHUB, OLD, "8");

  private final House house = new House();
  private int pushes;

  @AfterEach
  void close() {
    house.close();
  }

  private Optional<List<Verdict>> push(RepositoryUrl url, HostedRepository hosted, Secret secret) {
    String number = String.format("%040x", ++pushes);
    // deliveries are ordered by the time that is in their ids
    house.clock.advance(Duration.ofMillis(1));
    Pushed pushed =
        new Pushed(
            Trigger.GITHUB,
            url,
            new GitRef("refs/heads/main"),
            null,
            new CommitSha(number),
            null,
            null);
    return house
        .api
        .pushes()
        .receive(new Push(pushed, number, number, "push", Map.of(), secret::equals, hosted));
  }

  private Optional<List<Verdict>> push(RepositoryUrl url, HostedRepository hosted) {
    return push(url, hosted, House.WEBHOOK_SECRET);
  }

  private static void assertConcerns(Optional<List<Verdict>> verdicts, Service service) {
    assertThat(verdicts.orElseThrow()).extracting(Verdict::service).containsExactly(service.id());
  }

  @Test
  void a_repository_is_known_under_its_new_name_by_what_it_was_before() {
    assertThat(push(NEW, OURS)).isEmpty();
    assertConcerns(push(OLD, OURS), house.service);

    assertConcerns(push(NEW, OURS), house.service);
    assertThat(push(NEW, ANOTHER)).isEmpty();
  }

  @Test
  void what_comes_under_another_name_teaches_nothing() {
    push(OLD, OURS);
    push(NEW, OURS);
    RepositoryUrl third = new RepositoryUrl("https://git.test/third/name");

    assertConcerns(push(third, OURS), house.service);
    assertThat(push(third, ANOTHER)).isEmpty();
  }

  @Test
  void another_repository_that_took_the_old_name_takes_the_service_along() {
    push(OLD, OURS);
    assertConcerns(push(OLD, ANOTHER), house.service);

    assertThat(push(NEW, OURS)).isEmpty();
  }

  @Test
  void without_its_secret_nothing_is_learnt_and_nothing_is_concerned() {
    Secret theirs = Secret.of("the-secret-of-the-others");
    Service foreign = foreignService(theirs);
    assertConcerns(push(OLD, ANOTHER, theirs), foreign);

    assertThat(push(NEW, ANOTHER)).isEmpty();
    assertConcerns(push(NEW, ANOTHER, theirs), foreign);
    push(OLD, OURS);
    assertConcerns(push(NEW, OURS), house.service);
    assertThat(push(NEW, OURS, theirs)).isEmpty();
  }

  private Service foreignService(Secret webhookSecret) {
    Organization organization = house.api.tenants().createOrganization(new Name("Other"));
    Project project =
        house.api.tenants().createProject(Scope.of(organization.id()), new Name("Shop"));
    return house
        .api
        .services()
        .create(
            new CreateService(
                Scope.of(organization.id()),
                project.id(),
                new Name("web"),
                OLD,
                new GitRef("main"),
                RootDirectory.REPOSITORY,
                BuildSettings.DETECT,
                null,
                webhookSecret))
        .service();
  }

  @Test
  void a_push_under_the_new_name_can_be_replayed() {
    push(OLD, OURS);
    push(NEW, OURS);
    Delivery renamed =
        house.api.deliveries().list(Scope.of(house.organization.id()), 1, null).getFirst();
    assertThat(renamed.push().repository()).isEqualTo(NEW);

    Delivery replayed =
        house.api.deliveries().replay(Scope.of(house.organization.id()), renamed.id());

    assertThat(replayed.verdicts())
        .extracting(Verdict::service)
        .containsExactly(house.service.id());
  }
}
