package dev.clickdeploy.adapter.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final OrganizationId ONE = new OrganizationId(new UUID(1, 1));
  private static final OrganizationId OTHER = new OrganizationId(new UUID(1, 2));
  private static final JobKind KIND = new JobKind("kind");
  private static final int NORMAL = Priority.NORMAL.rank();

  private long nanos = 1_000_000;
  private final Lanes lanes = new Lanes(() -> nanos);

  private static Taken taken(OrganizationId organization, int second) {
    NewJob order = NewJob.of(new JobId(new UUID(0, second)), KIND, organization, "subject", 3);
    return new Taken(Job.queued(order, NOON.plusSeconds(second)).claimed(), NOON, 1);
  }

  private static Position at(int second) {
    return new Position(NOON.plusSeconds(second), new UUID(0, second));
  }

  private Lanes.Scan begin() {
    return lanes.begin(false);
  }

  private void claimed(Taken... taken) {
    begin().end(List.of(taken), true);
  }

  private Position cursor(OrganizationId organization) {
    Position[] cursors = begin().cursors().get(organization);
    return cursors == null ? null : cursors[NORMAL];
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void a_claim_begins_where_the_last_one_of_the_lane_came_to() {
    claimed(taken(ONE, 1), taken(ONE, 2), taken(OTHER, 7));
    assertThat(cursor(ONE)).isEqualTo(at(2));
    assertThat(cursor(OTHER)).isEqualTo(at(7));
    assertThat(begin().cursors().get(ONE)[Priority.URGENT.rank()]).isNull();
  }

  @Test
  void a_slower_claim_does_not_take_a_cursor_back() {
    claimed(taken(ONE, 1));
    Lanes.Scan slow = begin();
    claimed(taken(ONE, 5));
    slow.end(List.of(taken(ONE, 3)), true);
    assertThat(cursor(ONE)).isEqualTo(at(5));
  }

  @Test
  void a_job_that_comes_back_takes_the_cursor_back_to_it_and_no_further() {
    claimed(taken(ONE, 5), taken(OTHER, 5));
    lanes.lower(ONE, NOON.plusSeconds(3));
    lanes.lower(OTHER, NOON.plusSeconds(8));
    assertThat(cursor(ONE)).isEqualTo(Position.before(NOON.plusSeconds(3)));
    assertThat(cursor(OTHER)).isEqualTo(at(5));
  }

  @Test
  void a_job_that_comes_back_while_a_claim_is_on_its_way_is_not_passed_over() {
    Lanes.Scan scan = begin();
    lanes.lower(ONE, NOON.plusSeconds(3));
    scan.end(List.of(taken(ONE, 9), taken(OTHER, 9)), true);
    assertThat(cursor(ONE)).isEqualTo(Position.before(NOON.plusSeconds(3)));
    assertThat(cursor(OTHER)).isEqualTo(at(9));
  }

  @Test
  void a_claim_of_which_nobody_knows_what_it_came_to_puts_every_cursor_back() {
    claimed(taken(ONE, 5));
    Lanes.Scan other = begin();
    begin().fail();
    assertThat(begin().cursors()).isEmpty();
    other.end(List.of(taken(ONE, 9)), true);
    assertThat(begin().cursors()).isEmpty();
  }

  @Test
  void every_second_a_lane_is_read_from_its_beginning() {
    claimed(taken(ONE, 5));
    pass(Duration.ofMillis(999));
    assertThat(cursor(ONE)).isEqualTo(at(5));
    pass(Duration.ofMillis(1));
    assertThat(cursor(ONE)).isNull();
    Lanes.Scan whole = begin();
    whole.end(List.of(taken(ONE, 2)), true);
    assertThat(cursor(ONE)).as("goes on behind what it found").isEqualTo(at(2));
  }

  @Test
  void a_lane_that_a_whole_scan_did_not_come_to_is_read_by_the_next() {
    claimed(taken(ONE, 5), taken(OTHER, 5));
    pass(Duration.ofSeconds(2));
    begin().end(List.of(taken(ONE, 6)), true);
    assertThat(cursor(ONE)).isEqualTo(at(6));
    assertThat(cursor(OTHER)).isNull();
    begin().end(List.of(), false);
    assertThat(cursor(OTHER)).isEqualTo(at(5));
  }

  private void wholeScanTaking(Duration time) {
    Lanes.Scan whole = lanes.begin(true);
    pass(time);
    whole.end(List.of(taken(ONE, 5)), true);
  }

  private void wholeScansTaking(Duration time) {
    wholeScanTaking(time);
    wholeScanTaking(time);
  }

  @Test
  void a_single_long_scan_says_nothing() {
    wholeScanTaking(Duration.ofSeconds(5));
    assertThat(lanes.mayLookAgain()).isTrue();
    wholeScanTaking(Duration.ofMillis(1));
    wholeScanTaking(Duration.ofSeconds(5));
    assertThat(lanes.mayLookAgain()).isTrue();
  }

  @Test
  void the_longer_a_whole_scan_takes_the_rarer_it_is() {
    wholeScansTaking(Duration.ofMillis(500));
    pass(Duration.ofMillis(9_400));
    assertThat(cursor(ONE)).isNotNull();
    assertThat(lanes.mayLookAgain()).isFalse();
    pass(Duration.ofMillis(1_000));
    assertThat(cursor(ONE)).isNull();
    assertThat(lanes.mayLookAgain()).isTrue();
  }

  @Test
  void no_whole_scan_is_put_off_for_more_than_half_a_minute() {
    wholeScansTaking(Duration.ofMinutes(5));
    pass(Duration.ofSeconds(29));
    assertThat(lanes.mayLookAgain()).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(lanes.mayLookAgain()).isTrue();
    assertThat(cursor(ONE)).isNull();
  }

  @Test
  void a_cheap_whole_scan_may_be_repeated_at_once() {
    wholeScanTaking(Duration.ofMillis(4));
    assertThat(lanes.mayLookAgain()).isTrue();
  }

  @Test
  void the_cursors_of_the_latest_organizations_are_remembered() {
    for (int i = 0; i < 1_000; i++) {
      claimed(taken(new OrganizationId(new UUID(2, i)), i));
    }
    assertThat(begin().cursors()).hasSize(256).containsKey(new OrganizationId(new UUID(2, 999)));
  }

  @Test
  void identifiers_are_compared_as_the_database_does() {
    Position low = new Position(NOON, new UUID(1, 1));
    Position high = new Position(NOON, new UUID(-1, -1));
    Position highest = new Position(NOON, new UUID(-1, 0));
    assertThat(low.isBefore(high)).isTrue();
    assertThat(high.isBefore(low)).isFalse();
    assertThat(highest.isBefore(high)).isTrue();
    assertThat(low.isBefore(low)).isFalse();
    assertThat(high.isBefore(Position.before(NOON.plusNanos(1_000)))).isTrue();
  }
}
