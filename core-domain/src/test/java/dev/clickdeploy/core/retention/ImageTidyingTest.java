package dev.clickdeploy.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.image.RegistryCredential;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.FakeImageRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTidyingTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Shelf shelf = new Shelf();
  private final House house = shelf.house;

  @BeforeEach
  void work() {
    house.worker();
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private List<Deployment> deployed(String... contents) {
    List<Deployment> all = new ArrayList<>();
    for (String content : contents) {
      all.add(shelf.deployed(content));
    }
    return all;
  }

  private static PortException refusal(String message) {
    return new PortException(FailureClass.REGISTRY, message, "have it allow deletions", null);
  }

  private List<Event.ImageNotDeleted> told() {
    return house.events.events(Event.ImageNotDeleted.class);
  }

  /**
   * A letter is a deployment of that content, and one after a {@code <} a rollback to its first.
   */
  @ParameterizedTest
  @CsvSource({
    "2, A B,          ''",
    "2, A B C,        A",
    "1, A B C,        A B",
    "9, A B C,        ''",
    "2, A B C <A,     B",
    "1, A B <A,       B",
    "1, A B <A <B,    A",
    "2, A B A,        ''",
    "2, A B A C,      B",
    "2, A B B B C,    A",
    "2, A B C D A E,  B C D",
    "1, A,            ''",
  })
  void what_is_neither_current_nor_among_the_newest_is_deleted(
      int kept, String history, String gone) {
    TreeMap<String, Deployment> first = new TreeMap<>();
    for (String step : history.split(" ")) {
      Deployment ended =
          step.startsWith("<")
              ? shelf.rolledBack(first.get(step.substring(1)))
              : shelf.deployed(step);
      first.putIfAbsent(step.replace("<", ""), ended);
    }

    shelf.tidy(kept);

    TreeSet<String> missing = new TreeSet<>(first.keySet());
    missing.removeIf(content -> shelf.has(first.get(content)));
    assertThat(String.join(" ", missing)).isEqualTo(gone);
    assertThat(first.keySet())
        .filteredOn(c -> shelf.isMarked(first.get(c)))
        .isEqualTo(list(missing));
    assertThat(house.events.events(Event.ImageDeleted.class))
        .extracting(Event.ImageDeleted::image)
        .containsExactlyInAnyOrderElementsOf(
            missing.stream().map(c -> first.get(c).image().digest()).toList());
  }

  private static List<String> list(TreeSet<String> texts) {
    return List.copyOf(texts);
  }

  @Test
  void an_image_is_kept_for_a_while_however_many_are_newer() {
    List<Deployment> all = deployed("A", "B", "C");
    ImageTidying tidying = shelf.tidying(new KeptImages(1, Duration.ofHours(1)));
    tidying.round(new Cancellation());
    assertThat(all).allMatch(shelf::has);

    house.clock.advance(Duration.ofMinutes(58));
    tidying.round(new Cancellation());

    assertThat(all).filteredOn(shelf::has).containsExactlyElementsOf(all.subList(1, 3));
  }

  @Test
  void an_image_is_deleted_by_the_account_of_its_service() {
    List<Deployment> all = deployed("A", "B");
    Scope scope = Scope.of(house.organization.id());
    RegistryCredential own = new RegistryCredential("robot$web", Secret.of("of-the-web-service"));
    house.api.values().changeRegistryCredential(scope, house.service.id(), own);

    shelf.tidy(1);

    assertThat(house.registry.askedAs())
        .containsExactly(own.at(all.getFirst().image().reference().host()));
    assertThat(shelf.has(all.getFirst())).isFalse();
  }

  @Test
  void an_image_that_is_gone_already_is_as_good_as_deleted() {
    List<Deployment> all = deployed("A", "B");
    house.registry.forget(all.getFirst().image());

    shelf.tidy(1);

    assertThat(shelf.isMarked(all.getFirst())).isTrue();
    assertThat(house.events.events(Event.ImageDeleted.class)).hasSize(1);
  }

  @Test
  void what_the_registry_refuses_is_told_once_and_asked_for_once_a_day() {
    List<Deployment> all = deployed("A", "B", "C");
    ImageTidying tidying = shelf.keeping(1);
    house.registry.fail(refusal("the registry answered 405"));
    tidying.round(new Cancellation());
    house.clock.advance(DAY);
    tidying.round(new Cancellation());
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().why())
        .isEqualTo("the registry answered 405; have it allow deletions");
    assertThat(all).noneMatch(shelf::isMarked);

    house.registry.fail(null);
    house.clock.advance(DAY.minusSeconds(1));
    tidying.round(new Cancellation());
    assertThat(all).allMatch(shelf::has);

    house.clock.advance(Duration.ofSeconds(1));
    tidying.round(new Cancellation());
    assertThat(all).filteredOn(shelf::has).containsExactly(all.get(2));
    assertThat(told()).hasSize(1);
  }

  @Test
  void an_image_that_the_registry_keeps_can_be_returned_to() {
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    house.registry.images().beforeDelete(() -> refuse("configured as immutable"));

    shelf.tidy(1);

    assertThat(shelf.rolledBack(first).image()).isEqualTo(first.image());
  }

  private static void refuse(String message) {
    throw refusal(message);
  }

  @Test
  void a_registry_that_is_out_of_reach_is_asked_again_when_the_lease_is_over() {
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    house.registry.fail(
        new PortException(FailureClass.INFRASTRUCTURE, "cannot be reached", null, null));
    shelf.tidy(1);
    assertThat(told()).isEmpty();
    assertThat(house.events.events(Event.Trouble.class)).hasSize(1);
    house.registry.fail(null);
    assertThat(shelf.has(first)).isTrue();

    house.clock.advance(Duration.ofMinutes(2));
    shelf.tidy(1);

    assertThat(shelf.has(first)).isFalse();
    assertThat(shelf.isMarked(first)).isTrue();
  }

  @Test
  void a_process_that_dies_before_or_after_the_deletion_leaves_the_rest_to_another() {
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    house.storage.breakVerb("deleted");
    shelf.tidy(1);
    assertThat(shelf.has(first)).isFalse();
    assertThat(house.events.events(Event.ImageDeleted.class)).isEmpty();
    house.storage.repair();

    house.clock.advance(Duration.ofMinutes(2));
    shelf.tidy(1);
    house.clock.advance(Duration.ofMinutes(2));
    shelf.tidy(1);

    assertThat(shelf.isMarked(first)).isTrue();
    assertThat(house.events.events(Event.ImageDeleted.class)).hasSize(1);
  }

  @Test
  void what_is_in_another_registry_is_left_there_and_no_password_goes_there() {
    List<Deployment> all = deployed("A", "B");
    FakeImageRegistry present = new FakeImageRegistry(new RegistryHost("new.test"), List.of());
    KeptImages one = new KeptImages(1, Duration.ZERO);

    new ImageTidying(house.storage, present, one, house.events, house.clock)
        .round(new Cancellation());

    assertThat(all).allMatch(shelf::has).noneMatch(shelf::isMarked);
    assertThat(present.askedAs()).isEmpty();
    assertThat(told())
        .singleElement()
        .satisfies(
            e -> assertThat(e.why()).contains("registry.test, which is not", "new.test; delete"));
  }

  @Test
  void a_stop_ends_a_deletion_that_hangs() throws Exception {
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    Cancellation stop = new Cancellation();
    house
        .registry
        .images()
        .beforeDelete(
            () -> {
              stop.cancel();
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
              refuse("interrupted");
            });

    assertThatThrownBy(() -> shelf.keeping(1).round(stop))
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(told()).isEmpty();
    assertThat(shelf.has(first)).isTrue();
  }

  @Test
  void processes_that_work_do_it_by_themselves_when_they_are_asked_to() {
    List<Deployment> all = deployed("A", "B", "C");
    assertThat(all).allMatch(shelf::has);
    try (ClickDeploy asked =
        house.parts().work(House.WORK).keepImages(new KeptImages(2, Duration.ZERO)).build()) {
      asked.start();

      await().until(() -> !shelf.has(all.getFirst()));
    }
    assertThat(all.subList(1, 3)).allMatch(shelf::has);
  }
}
