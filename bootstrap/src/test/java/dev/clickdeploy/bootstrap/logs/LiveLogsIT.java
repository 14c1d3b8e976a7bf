package dev.clickdeploy.bootstrap.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.bootstrap.e2e.RealParts;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Services.CreateService;
import dev.clickdeploy.port.in.Tokens.Grant;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LiveLogsIT {
  private static final InstantSource CLOCK = InstantSource.system();

  private final String url = RealParts.freshDatabase();
  private final Node worker = new Node(url);
  private final Node server = new Node(url);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private String token;
  private Deployment deployment;
  private Claim claim;

  @BeforeEach
  void a_build_runs_elsewhere() {
    OrganizationId organization =
        worker.clickDeploy.tenants().createOrganization(new Name("Acme")).id();
    token =
        worker
            .clickDeploy
            .tokens()
            .issue(organization, Grant.owner(new Name("ci")))
            .text()
            .reveal();
    ProjectId project =
        worker.clickDeploy.tenants().createProject(Scope.of(organization), new Name("shop")).id();
    Service service = service(organization, project);
    Origin origin =
        new Origin(Trigger.API, new GitRef("main"), new CommitSha("ab".repeat(20)), null);
    Instant now = CLOCK.instant();
    deployment =
        Deployment.queued(DeploymentId.next(CLOCK), organization, service.id(), origin, null, now);
    worker
        .postgres
        .deployments()
        .create(
            deployment,
            NewJob.of(
                JobId.next(CLOCK), JobKind.BUILD, organization, deployment.id().toString(), 1));
    Job job =
        worker
            .postgres
            .jobs()
            .claim(Map.of(JobKind.BUILD, 1), Duration.ofMinutes(5))
            .getFirst()
            .job();
    claim = new Claim(job.id(), job.fence());
    deployment = deployment.started(now);
    assertThat(worker.postgres.deployments().update(claim, deployment)).isTrue();
  }

  private Service service(OrganizationId organization, ProjectId project) {
    return worker
        .clickDeploy
        .services()
        .create(
            new CreateService(
                Scope.of(organization),
                project,
                new Name("web"),
                new RepositoryUrl("https://git.test/acme/web"),
                new GitRef("main"),
                RootDirectory.REPOSITORY,
                BuildSettings.DETECT,
                null,
                null))
        .service();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    http.shutdownNow();
    server.close();
    worker.close();
  }

  private void append(int from, int to) {
    List<LogLine> lines =
        IntStream.range(from, to)
            .mapToObj(i -> new LogLine(CLOCK.instant(), LogLine.Stream.STDOUT, "line " + i))
            .toList();
    assertThat(worker.postgres.logs().append(claim, deployment.id(), lines)).isTrue();
  }

  private void end() {
    Deployment ended = deployment.cancelling().cancelled(CLOCK.instant());
    assertThat(worker.postgres.deployments().finish(claim, ended)).isTrue();
  }

  private HttpRequest.Builder request(String accept) {
    return HttpRequest.newBuilder(server.logs(deployment.id()))
        .header("Authorization", "Bearer " + token)
        .header("Accept", accept);
  }

  /** The ids and names of events until a number of them came, or the stream ended. */
  private List<String> events(String lastEventId, int most) throws Exception {
    HttpRequest.Builder request = request("text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    List<String> ids = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                http.send(request.build(), BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
      String line = reader.readLine();
      while (line != null && ids.size() < most) {
        if (line.startsWith("id: ")) {
          ids.add(line.substring(4));
        }
        line = reader.readLine();
      }
    }
    return ids;
  }

  private List<String> stored() {
    List<String> ids =
        new ArrayList<>(
            worker.postgres.logs().read(deployment.id(), 0, 100_000).stream()
                .map(line -> Long.toString(line.sequence()))
                .toList());
    ids.add("end");
    return ids;
  }

  private int listening() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                  AND query ~ 'LISTEN|pg_listening_channels'
                """)) {
      count.next();
      return count.getInt(1);
    }
  }

  @Test
  void two_hundred_follow_what_another_node_writes_and_nothing_stays_behind() throws Exception {
    append(0, 10);
    List<Future<List<String>>> followers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      followers.add(threads.submit(() -> events("", Integer.MAX_VALUE)));
    }
    for (int i = 1; i <= 50; i++) {
      append(i * 10, i * 10 + 10);
    }
    end();

    List<String> expected = stored();
    for (Future<List<String>> follower : followers) {
      assertThat(follower.get(60, TimeUnit.SECONDS)).isEqualTo(expected);
    }
    await().atMost(Duration.ofSeconds(15)).until(() -> listening() == 0);
  }

  @Test
  void a_client_that_comes_again_and_again_misses_nothing_and_sees_nothing_twice()
      throws Exception {
    Future<?> writing =
        threads.submit(
            () -> {
              for (int i = 0; i < 100; i++) {
                append(i * 5, i * 5 + 5);
              }
              end();
            });
    List<String> seen = new ArrayList<>();
    while (seen.isEmpty() || !seen.getLast().equals("end")) {
      seen.addAll(events(seen.isEmpty() ? "" : seen.getLast(), 37));
    }
    writing.get(60, TimeUnit.SECONDS);

    assertThat(seen).isEqualTo(stored());
  }

  @Test
  void a_client_that_leaves_takes_the_listening_with_it() throws Exception {
    append(0, 1);
    assertThat(events("", 1)).hasSize(1);
    await().atMost(Duration.ofSeconds(15)).until(() -> listening() == 0);
  }

  @Test
  void a_long_log_is_downloaded_whole() throws Exception {
    for (int i = 0; i < 20; i++) {
      append(i * 1_000, i * 1_000 + 1_000);
    }
    HttpResponse<String> text = http.send(request("text/plain").build(), BodyHandlers.ofString());

    assertThat(text.body().lines().toList())
        .isEqualTo(IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList());
  }
}
