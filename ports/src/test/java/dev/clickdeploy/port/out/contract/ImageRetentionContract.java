package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ImageRetention;
import dev.clickdeploy.port.out.ImageRetention.OldImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ImageRetention} promises. */
public abstract class ImageRetentionContract {
  private static final KeptImages TWO = new KeptImages(2, Duration.ZERO);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int ALL = 10_000;

  private Given given;
  private Service service;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
  }

  private ImageRetention retention() {
    return stores().retention();
  }

  private static Provenance madeOf(PushedImage image) {
    return new Provenance("a".repeat(40), image.digest(), image.digest(), null);
  }

  /** A deployment that was created and ended so long ago. */
  private Deployment deployed(Service of, PushedImage image, int minutesAgo) {
    Instant then = given.now().minus(Duration.ofMinutes(minutesAgo));
    Deployment queued = given.deployment(of, then, 3);
    Claim claim = Given.claimOf(given.claimOne());
    Deployment started = queued.started(then).madeOf(madeOf(image));
    assertThat(stores().deployments().update(claim, started)).isTrue();
    assertThat(stores().deployments().finish(claim, started.succeeded(image, then))).isTrue();
    return queued;
  }

  private Deployment deployed(String content, int minutesAgo) {
    return deployed(service, image(content), minutesAgo);
  }

  private Instant deletedAt(Deployment deployment) {
    return stores().deployments().load(deployment.id()).orElseThrow().imageDeletedAt();
  }

  /** Of the service under test: other ones may have old images too. */
  private List<OldImage> take(KeptImages kept) {
    return retention().take(kept, given.now(), LEASE, ALL).stream()
        .filter(old -> old.service().equals(service.id()))
        .toList();
  }

  private List<ImageDigest> taken(KeptImages kept) {
    return take(kept).stream().map(OldImage::digest).toList();
  }

  private static ImageDigest digest(String content) {
    return image(content).digest();
  }

  @Test
  void images_beyond_the_newest_are_taken_and_their_deployments_have_none_from_then_on() {
    Deployment one = deployed("one", 4);
    Deployment two = deployed("two", 3);
    Deployment three = deployed("three", 2);
    Deployment four = deployed("four", 1);
    Instant now = given.now();

    List<OldImage> taken = retention().take(TWO, now, LEASE, ALL);

    assertThat(taken)
        .filteredOn(old -> old.service().equals(service.id()))
        .extracting(OldImage::digest)
        .containsExactlyInAnyOrder(digest("one"), digest("two"));
    assertThat(deletedAt(one)).isEqualTo(now);
    assertThat(deletedAt(two)).isEqualTo(now);
    assertThat(deletedAt(three)).isNull();
    assertThat(deletedAt(four)).isNull();
    assertThat(stores().deployments().list(Scope.of(service.organization()), service.id(), 9, null))
        .hasSize(4)
        .allSatisfy(d -> assertThat(d.image()).isNotNull());
  }

  @Test
  void a_service_with_few_images_keeps_them_whatever_others_have() {
    deployed("one", 3);
    deployed("two", 2);
    Service other = given.service();
    deployed(other, image("one"), 4);
    deployed(other, image("three"), 1);

    assertThat(take(TWO)).isEmpty();
  }

  @Test
  void an_image_counts_once_and_by_its_newest_deployment() {
    Deployment one = deployed("one", 5);
    deployed("two", 4);
    deployed("three", 3);
    deployed("one", 2);
    deployed("one", 1);

    assertThat(taken(TWO)).containsExactly(digest("two"));
    assertThat(deletedAt(one)).isNull();
  }

  @Test
  void every_deployment_of_an_image_loses_it_and_every_reference_is_told() {
    PushedImage image = image("one");
    PushedImage moved =
        new PushedImage(ImageReference.parse("registry.test/elsewhere/b:1"), image.digest());
    Deployment first = deployed(service, image, 6);
    Deployment second = deployed(service, moved, 5);
    Deployment third = deployed(service, image, 4);
    deployed("two", 2);
    deployed("three", 1);

    assertThat(take(TWO))
        .singleElement()
        .satisfies(
            old ->
                assertThat(old.references())
                    .containsExactlyInAnyOrder(image.reference(), moved.reference()));
    assertThat(List.of(first, second, third)).allMatch(each -> deletedAt(each) != null);
  }

  @Test
  void a_young_image_is_kept_however_many_newer_ones_there_are() {
    deployed("one", 90);
    deployed("two", 50);
    deployed("three", 40);
    deployed("four", 30);

    assertThat(taken(new KeptImages(2, Duration.ofHours(1)))).containsExactly(digest("one"));
    assertThat(taken(new KeptImages(1, Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void the_current_image_is_kept_although_others_count_as_newer() {
    deployed("one", 1);
    deployed("two", 3);
    deployed("three", 2);
    assertThat(stores().services().load(service.id()).orElseThrow().image()).contains(image("one"));

    assertThat(taken(new KeptImages(1, Duration.ZERO)))
        .containsExactlyInAnyOrder(digest("two"), digest("three"));
  }

  @Test
  void what_made_no_image_does_not_count() {
    deployed("one", 3);
    deployed("two", 2);
    Deployment failed = given.deployment(service);
    Claim claim = Given.claimOf(given.claimOne());
    Failure failure = Failure.of(FailureClass.PLAN, "no app", null);
    stores().deployments().finish(claim, failed.started(given.now()).failed(failure, given.now()));

    assertThat(take(TWO)).isEmpty();
  }

  @Test
  void nothing_is_taken_of_a_service_that_is_being_deployed() {
    deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);
    Deployment queued = given.deployment(service);
    assertThat(take(TWO)).isEmpty();

    Claim claim = Given.claimOf(given.claimOne());
    stores().deployments().update(claim, queued.started(given.now()));
    assertThat(take(TWO)).isEmpty();

    stores().deployments().finish(claim, queued.started(given.now()).cancelled(given.now()));
    assertThat(taken(TWO)).containsExactly(digest("one"));
  }

  @Test
  void what_was_taken_is_not_reused() {
    deployed("one", 3);
    Deployment two = deployed("two", 2);
    deployed("three", 1);
    take(TWO);

    assertThat(stores().deployments().sameInputs(service.id(), madeOf(image("one")).inputs()))
        .isEmpty();
    assertThat(stores().deployments().sameInputs(service.id(), madeOf(image("two")).inputs()))
        .map(Deployment::id)
        .contains(two.id());
  }

  @Test
  void of_many_at_once_one_takes_an_image() throws Exception {
    deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);

    List<Integer> taken =
        InParallel.run(
            8,
            () ->
                (int)
                    stores()
                        .anotherProcess()
                        .retention()
                        .take(TWO, given.now(), LEASE, ALL)
                        .stream()
                        .filter(old -> old.service().equals(service.id()))
                        .count());

    assertThat(taken).containsOnlyOnce(1).allMatch(many -> many <= 1);
  }

  @Test
  void a_deployment_that_begins_meanwhile_never_finds_what_is_taken() throws Exception {
    for (int i = 0; i < 20; i++) {
      given = new Given(stores());
      service = given.service();
      deployed("one", 3);
      deployed("two", 2);
      deployed("three", 1);
      AtomicBoolean first = new AtomicBoolean();

      List<Boolean> found =
          InParallel.run(2, () -> first.getAndSet(true) ? !take(TWO).isEmpty() : looksAtOne());

      assertThat(found).as("taken and found").isNotEqualTo(List.of(true, true));
    }
  }

  private boolean looksAtOne() {
    given.deployment(service);
    return stores()
        .deployments()
        .sameInputs(service.id(), madeOf(image("one")).inputs())
        .isPresent();
  }

  @Test
  void what_was_taken_and_of_which_nobody_told_comes_again_after_the_lease() {
    Deployment one = deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);
    OldImage first = take(TWO).getFirst();
    assertThat(take(TWO)).isEmpty();
    stores().advanceClock(LEASE);

    OldImage again = take(TWO).getFirst();

    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(again.references()).isEqualTo(first.references());
    assertThat(deletedAt(one)).isNotNull();
  }

  @Test
  void a_deleted_image_never_comes_again() {
    Deployment one = deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);
    retention().deleted(take(TWO).getFirst());
    stores().advanceClock(LEASE);

    assertThat(take(TWO)).isEmpty();
    assertThat(deletedAt(one)).isNotNull();
  }

  @Test
  void an_image_that_the_registry_keeps_is_in_use_again_and_left_alone_for_a_while() {
    Deployment one = deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);
    retention().putBack(take(TWO).getFirst(), PAUSE);

    assertThat(deletedAt(one)).isNull();
    assertThat(stores().deployments().sameInputs(service.id(), madeOf(image("one")).inputs()))
        .isPresent();
    stores().advanceClock(LEASE);
    assertThat(take(TWO)).isEmpty();
    stores().advanceClock(PAUSE);
    assertThat(taken(TWO)).containsExactly(digest("one"));
    assertThat(deletedAt(one)).isNotNull();
  }

  @Test
  void an_image_that_was_made_again_meanwhile_is_kept_for_all_that_have_it() {
    Deployment one = deployed("one", 4);
    deployed("two", 3);
    deployed("three", 2);
    take(TWO);
    stores().advanceClock(LEASE);
    deployed("one", 1);

    assertThat(take(TWO)).extracting(OldImage::digest).doesNotContain(digest("one"));
    assertThat(deletedAt(one)).isNull();
  }

  @Test
  void that_somebody_deletes_an_image_can_be_known_until_it_is_deleted_or_the_lease_is_over() {
    deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);
    assertThat(retention().isTaken(service.id(), digest("one"))).isFalse();
    OldImage first = take(TWO).getFirst();

    assertThat(retention().isTaken(service.id(), digest("one"))).isTrue();
    assertThat(retention().isTaken(service.id(), digest("two"))).isFalse();
    assertThat(retention().isTaken(given.service().id(), digest("one"))).isFalse();

    stores().advanceClock(LEASE);
    assertThat(retention().isTaken(service.id(), first.digest())).isFalse();
    OldImage again = take(TWO).getFirst();
    assertThat(retention().isTaken(service.id(), first.digest())).isTrue();
    retention().deleted(again);
    assertThat(retention().isTaken(service.id(), first.digest())).isFalse();
  }

  @Test
  void what_is_told_after_the_lease_changes_nothing() {
    Deployment one = deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);
    OldImage outlived = take(TWO).getFirst();
    stores().advanceClock(LEASE.plusSeconds(1));
    take(TWO);

    retention().putBack(outlived, PAUSE);
    retention().deleted(outlived);

    assertThat(deletedAt(one)).isNotNull();
    assertThat(retention().isTaken(service.id(), digest("one"))).isTrue();
  }

  @Test
  void at_most_so_many_are_taken_the_oldest_first() {
    KeptImages years = new KeptImages(2, Duration.ofDays(1_000));
    deployed("one", 2_000 * 24 * 60);
    deployed("two", 1_500 * 24 * 60);
    deployed("three", 2);
    deployed("four", 1);

    assertThat(retention().take(years, given.now(), LEASE, 1))
        .extracting(OldImage::digest)
        .containsExactly(digest("one"));
    assertThat(retention().take(years, given.now(), LEASE, 1))
        .extracting(OldImage::digest)
        .containsExactly(digest("two"));
  }

  @Test
  void a_deleted_service_has_no_images_to_take() {
    deployed("one", 3);
    deployed("two", 2);
    deployed("three", 1);
    take(TWO);
    stores().services().delete(Scope.of(service.organization()), service.id());
    stores().advanceClock(LEASE);

    assertThat(take(TWO)).isEmpty();
  }
}
