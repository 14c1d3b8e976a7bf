package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.Hold;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Queue.Overview;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueueRoutesTest {
  private final TestServer server = TestServer.start();
  private final String service = server.createService().text("id");

  @AfterEach
  void stop() {
    server.close();
  }

  private Deployment deployed() {
    String id = server.post("/services/" + service + "/deploy", "{}").text("id");
    return server.deployments.get(Scope.of(server.organization), DeploymentId.parse(id));
  }

  private Job job(Deployment deployment) {
    NewJob order =
        NewJob.of(
            JobId.next(server.clock),
            JobKind.BUILD,
            server.organization,
            deployment.id().toString(),
            3);
    return Job.queued(order, server.clock.instant());
  }

  private Deployment waiting(int position, Hold hold) {
    Deployment deployment = deployed();
    server.queue.entries.add(
        new QueueEntry(deployment, new QueuePlace(job(deployment), position, hold)));
    server.clock.advance(Duration.ofSeconds(1));
    return deployment;
  }

  @Test
  void a_queued_deployment_says_where_it_waits_and_for_what() {
    Deployment deployment = waiting(2, new Hold.WorkersBusy(4));

    JsonNode view = server.get("/deployments/" + deployment.id()).json();

    assertThat(view.path("queue").toString())
        .isEqualTo(
            ("{'position':2,'reason':'workers_busy','detail':'the 4 workers for it are busy',"
                    + "'until':null,'attempt':1,'maxAttempts':3,'lastError':null}")
                .replace('\'', '"'));
  }

  @Test
  void one_that_runs_waits_for_nothing() {
    Deployment deployment = waiting(1, new Hold.NoWorker());
    server.deployments.replace(deployment.started(server.clock.instant()));

    JsonNode view = server.get("/deployments/" + deployment.id()).json();

    assertThat(view.path("queue").isNull()).isTrue();
  }

  static Stream<Arguments> holds() {
    return Stream.of(
        Arguments.of(
            new Hold.NoWorker(),
            "no_worker",
            "no living worker takes jobs of kind build; start one"),
        Arguments.of(
            new Hold.KindFull(8),
            "limit",
            "8 jobs of kind build run at once at most, and so many do"),
        Arguments.of(
            new Hold.OrganizationFull(2),
            "organization_limit",
            "2 jobs of kind build of an organization run at once at most, and so many of yours"
                + " do"),
        Arguments.of(new Hold.WorkersBusy(1), "workers_busy", "the worker for it is busy"));
  }

  @ParameterizedTest
  @MethodSource("holds")
  void every_reason_has_a_word_and_a_sentence(Hold hold, String word, String sentence) {
    Deployment deployment = waiting(1, hold);

    JsonNode queue = server.get("/deployments/" + deployment.id()).json().path("queue");

    assertThat(queue.path("reason").asText()).isEqualTo(word);
    assertThat(queue.path("detail").asText()).isEqualTo(sentence);
  }

  @Test
  void a_pause_between_attempts_says_until_when_and_after_what() {
    Deployment deployment = deployed();
    Job failed =
        job(deployment)
            .claimed()
            .attemptFailed("the registry is away", server.clock.instant().plusSeconds(90));
    server.queue.entries.add(
        new QueueEntry(deployment, new QueuePlace(failed, 0, new Hold.Later(failed.runAt()))));

    JsonNode queue = server.get("/deployments/" + deployment.id()).json().path("queue");

    assertThat(queue.path("position").isNull()).isTrue();
    assertThat(queue.path("reason").asText()).isEqualTo("later");
    assertThat(queue.path("detail").asText())
        .isEqualTo("attempt 2 of 3 comes after a pause, because the one before failed");
    assertThat(queue.path("until").asText()).isEqualTo("2026-01-01T00:01:30Z");
    assertThat(queue.path("attempt").asInt()).isEqualTo(2);
    assertThat(queue.path("lastError").asText()).isEqualTo("the registry is away");
  }

  @Test
  void the_queue_shows_what_runs_and_what_waits_in_pages() {
    Deployment first = deployed();
    Deployment running = first.startedBy("north-1", server.clock.instant());
    server.queue.entries.add(
        new QueueEntry(running, new QueuePlace(job(first).claimed(), 0, null)));
    server.clock.advance(Duration.ofSeconds(5));
    Deployment second = waiting(1, new Hold.WorkersBusy(1));
    Deployment third = waiting(2, new Hold.WorkersBusy(1));

    JsonNode page = server.get("/queue?limit=2").json();
    JsonNode next = server.get("/queue?limit=2&after=" + page.path("next").asText()).json();

    JsonNode runs = page.path("queue").path(0);
    assertThat(runs.path("id").asText()).isEqualTo(first.id().toString());
    assertThat(runs.path("status").asText()).isEqualTo("running");
    assertThat(runs.path("worker").asText()).isEqualTo("north-1");
    assertThat(runs.path("attempt").asInt()).isEqualTo(1);
    assertThat(runs.path("age").asLong()).isEqualTo(7_000);
    assertThat(runs.path("waiting").isNull()).isTrue();
    JsonNode waits = page.path("queue").path(1);
    assertThat(waits.path("id").asText()).isEqualTo(second.id().toString());
    assertThat(waits.path("worker").isNull()).isTrue();
    assertThat(waits.path("waiting").path("position").asInt()).isEqualTo(1);
    assertThat(next.path("queue")).hasSize(1);
    assertThat(next.path("queue").path(0).path("id").asText()).isEqualTo(third.id().toString());
    assertThat(next.path("next").isNull()).isTrue();
  }

  @Test
  void everybody_sees_his_own_queue_and_only_the_administrator_the_numbers() {
    waiting(1, new Hold.NoWorker());
    String other = server.token(server.tenants.createOrganization(new Name("Other")).id());

    assertThat(as(other, "/queue").json().path("queue")).isEmpty();
    assertThat(server.get("/queue").json().path("queue")).hasSize(1);
    assertThat(as(server.token, "/admin/queue").status()).isEqualTo(403);
    assertThat(as(TestServer.ADMIN, "/queue").status()).isEqualTo(403);
    assertThat(as("nobody", "/queue").status()).isEqualTo(401);
  }

  private Reply as(String token, String path) {
    return TestServer.send(
        server.open(TestServer.API + path).header("Authorization", "Bearer " + token));
  }

  @Test
  void a_wrong_place_to_go_on_from_is_refused() {
    assertThat(server.get("/queue?after=yesterday").detail())
        .isEqualTo(
            "the query parameter 'after' is not accepted: it is no place that a listing gave as"
                + " its next");
    assertThat(server.get("/queue?limit=101").status()).isEqualTo(422);
  }

  @Test
  void the_administrator_sees_numbers_and_workers() {
    UUID id = UUID.randomUUID();
    server.queue.overview =
        new Overview(
            List.of(
                new JobCounts(JobKind.BUILD, 3, 1, 2, 4, Duration.ofSeconds(90)),
                new JobCounts(JobKind.PUSH, 0, 0, 1, 0, null)),
            List.of(new WorkerPresence(id, "north-1", Map.of(JobKind.PUSH, 2, JobKind.BUILD, 4))));

    Reply seen = as(TestServer.ADMIN, "/admin/queue");

    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body())
        .isEqualTo(
            ("{'kinds':[{'kind':'build','ready':3,'scheduled':1,'processing':2,'failed':4,"
                    + "'oldest':90000},{'kind':'push','ready':0,'scheduled':0,'processing':1,"
                    + "'failed':0,'oldest':null}],'workers':[{'id':'%s','name':'north-1',"
                    + "'slots':{'build':4,'push':2}}]}")
                .replace('\'', '"')
                .formatted(id));
  }
}
