package dev.clickdeploy.adapter.githost;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.status.CommitStatus;
import dev.clickdeploy.port.out.CommitStatuses;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Commit statuses on GitHub, GitLab, Gitea and Forgejo. The token of a repository goes to the API
 * of the repository's own host only.
 */
public final class HostStatuses implements CommitStatuses, AutoCloseable {
  private final HostAccess policy;
  private final Map<String, HostApi> known;
  private final HostHttp http;
  private final InstantSource clock;
  private final Pauses pauses;

  /**
   * Tells hosts that this policy allows.
   *
   * @param known API by host without port, for hosts whose name does not tell
   * @param timeout of one request with its answer
   */
  public HostStatuses(HostAccess policy, Map<String, HostApi> known, Duration timeout) {
    this(policy, known, timeout, InstantSource.system());
  }

  HostStatuses(
      HostAccess policy, Map<String, HostApi> known, Duration timeout, InstantSource clock) {
    this.policy = policy;
    this.known = Map.copyOf(known);
    this.http = new HostHttp(timeout);
    this.clock = clock;
    this.pauses = new Pauses(clock);
  }

  @Override
  public Answer tell(CommitStatus status, Cancellation cancellation) {
    Optional<HostApi> api = api(status);
    Optional<Secret> token = status.access().oauthToken();
    if (api.isEmpty() || token.isEmpty()) {
      return new Answer.NoSuchHost();
    }
    StatusRequest request = new StatusRequest(api.get(), status);
    Optional<Duration> left = pauses.left(api.get(), token.get());
    if (left.isPresent()) {
      return new Answer.Later(
          "%s wants to be asked less often".formatted(api.get().base().getHost()), left.get());
    }
    Answer answer = ask(request, token.get(), cancellation);
    if (answer instanceof Answer.Later later && later.after() != null) {
      pauses.begin(api.get(), token.get(), later.after());
    }
    return answer;
  }

  private Optional<HostApi> api(CommitStatus status) {
    RepositoryUrl url = status.access().url();
    if (!url.scheme().matches("https?")) {
      return Optional.empty();
    }
    HostApi given = known.get(url.host());
    return given == null ? HostApi.of(url, status.told()) : Optional.of(given);
  }

  private Answer ask(StatusRequest request, Secret token, Cancellation cancellation) {
    String host = request.api().base().getHost();
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Authorization", request.authorization(token.reveal()));
    try {
      if (!known.containsValue(request.api())) {
        // the API is at the same host, or at GitHub's own
        policy.check(request.status().access().url().host());
      }
      HostAnswer answer = http.post(request.uri(), headers, request.body(), cancellation);
      return new Reading(request, clock.instant()).of(answer);
    } catch (PortException e) {
      return new Answer.Refused(e.failure().message());
    } catch (IOException e) {
      // the message of an exception of the client's may repeat a header
      return new Answer.Later("%s cannot be reached (%s)".formatted(host, kind(e)), null);
    } catch (IllegalArgumentException e) {
      return new Answer.Refused(
          "the service's git token cannot be sent to %s: it has characters that no header takes"
              .formatted(host));
    }
  }

  private static String kind(IOException e) {
    return e.getClass().getSimpleName();
  }

  /** Whoever is being told is not waited for. */
  @Override
  public void close() {
    http.close();
  }
}
