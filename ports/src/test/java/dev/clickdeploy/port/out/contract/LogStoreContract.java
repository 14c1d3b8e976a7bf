package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.port.out.LogStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LogStore} promises. */
public abstract class LogStoreContract {
  private Given given;
  private Service service;
  private Deployment deployment;
  private Claim claim;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
    deployment = given.deployment(service);
    claim = claimOf(given.claimOne());
  }

  private LogLine line(String text) {
    return new LogLine(given.now(), LogLine.Stream.STDOUT, text);
  }

  private boolean append(String... texts) {
    List<LogLine> lines = List.of(texts).stream().map(this::line).toList();
    return stores().logs().append(claim, deployment.id(), lines);
  }

  private List<String> texts(long after, int limit) {
    return stores().logs().read(deployment.id(), after, limit).stream()
        .map(stored -> stored.line().text())
        .toList();
  }

  @Test
  void lines_are_read_as_they_were_written() {
    List<LogLine> lines =
        List.of(
            new LogLine(given.now(), LogLine.Stream.SYSTEM, "fetching"),
            new LogLine(given.now().plusMillis(1), LogLine.Stream.STDOUT, "ünïcode ✓ \u001b[32m"),
            new LogLine(given.now().minusSeconds(1), LogLine.Stream.STDERR, ""));
    assertThat(stores().logs().append(claim, deployment.id(), lines)).isTrue();
    assertThat(stores().logs().read(deployment.id(), 0, 100))
        .extracting(StoredLogLine::line)
        .containsExactlyElementsOf(lines);
  }

  @Test
  void the_order_of_writing_is_kept_over_many_appends() {
    append("one", "two");
    append();
    append("three");
    assertThat(texts(0, 100)).containsExactly("one", "two", "three");
    assertThat(stores().logs().read(deployment.id(), 0, 100))
        .extracting(StoredLogLine::sequence)
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(sequence -> sequence > 0);
  }

  @Test
  void a_reader_goes_on_after_the_last_line_that_it_has_seen() {
    append("one", "two", "three");
    long first = stores().logs().read(deployment.id(), 0, 1).getFirst().sequence();
    assertThat(texts(first, 1)).containsExactly("two");
    long last = stores().logs().read(deployment.id(), 0, 100).getLast().sequence();
    assertThat(texts(last, 100)).isEmpty();
    append("four");
    assertThat(texts(last, 100)).containsExactly("four");
  }

  @Test
  void the_last_line_has_the_last_number() {
    assertThat(stores().logs().last(deployment.id())).isZero();
    append("one", "two");
    given.deployment(service);
    assertThat(stores().logs().last(deployment.id()))
        .isEqualTo(stores().logs().read(deployment.id(), 0, 10).getLast().sequence());
  }

  @Test
  void a_thousand_lines_go_in_one_append() {
    String[] many = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toArray(String[]::new);
    assertThat(append(many)).isTrue();
    assertThat(texts(0, 2_000)).containsExactly(many);
  }

  @Test
  void deployments_have_logs_of_their_own() {
    append("mine");
    Deployment other = given.deployment(service);
    assertThat(stores().logs().read(other.id(), 0, 100)).isEmpty();
    assertThat(stores().logs().read(DeploymentId.next(stores()::now), 0, 100)).isEmpty();
  }

  @Test
  void a_claim_of_another_job_writes_nothing() {
    Deployment other = given.deployment(service);
    assertThat(stores().logs().append(claim, other.id(), List.of(line("not mine")))).isFalse();
    assertThat(stores().logs().read(other.id(), 0, 100)).isEmpty();
  }

  @Test
  void a_rescued_job_refuses_its_old_workers_lines() {
    append("before");
    stores().advanceClock(LEASE.plusSeconds(1));
    assertThat(append("after the lease")).isFalse();
    stores().jobs().rescue();
    assertThat(append("after the rescue")).isFalse();
    Claim old = claim;
    claim = claimOf(given.claimOne());
    assertThat(append("by the new worker")).isTrue();
    claim = old;
    assertThat(append("after the new claim")).isFalse();
    assertThat(texts(0, 100)).containsExactly("before", "by the new worker");
  }

  @Test
  void an_ended_job_writes_no_more() {
    stores().jobs().complete(claim);
    assertThat(append("late")).isFalse();
    assertThat(texts(0, 100)).isEmpty();
  }
}
