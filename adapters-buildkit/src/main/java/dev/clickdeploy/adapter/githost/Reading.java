package dev.clickdeploy.adapter.githost;

import dev.clickdeploy.model.status.CommitStatus;
import dev.clickdeploy.port.out.CommitStatuses.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** What a host's answer to a status means; the one place where its codes are read. */
record Reading(StatusRequest request, Instant now) {

  Answer of(HostAnswer answer) {
    if (answer.isLimited(now)) {
      return new Answer.Later(
          "%s wants to be asked less often".formatted(host()), answer.pause(now).orElse(null));
    }
    return switch (answer.status()) {
      case 200, 201 -> new Answer.Accepted();
      case 401 -> refused("does not know the service's git token; give the service a valid one");
      case 403 ->
          refused(
              "does not let the service's git token write commit statuses; give it the scope '%s'"
                      .formatted(scope())
                  + ", or turn commitStatus off");
      case 404 ->
          refused(
              "shows the service's git token no repository to write statuses to; give it the scope"
                  + " '%s', or turn commitStatus off".formatted(scope()));
      case 400, 409, 422 -> unacceptable(answer);
      case 408, 425, 500, 502, 503, 504 ->
          new Answer.Later(
              "%s answered %d".formatted(host(), answer.status()),
              answer.pause(now).orElse((Duration) null));
      default -> refused("answered %d, which is not understood".formatted(answer.status()));
    };
  }

  /** GitLab keeps a state machine: what it is in already, or beyond, it does not enter again. */
  private Answer unacceptable(HostAnswer answer) {
    return request.api().kind() == HostKind.GITLAB && answer.says("Cannot transition status")
        ? new Answer.Accepted()
        : refused(
            "does not accept a status of the commit (it answered %d)".formatted(answer.status()));
  }

  private Answer refused(String how) {
    CommitStatus status = request.status();
    return new Answer.Refused(
        "%s %s: %s at %s"
            .formatted(host(), how, status.access().url().identity(), status.sha().abbreviated()));
  }

  private String scope() {
    return switch (request.api().kind()) {
      case GITHUB -> "repo:status";
      case GITLAB -> "api";
      case GITEA -> "write:repository";
    };
  }

  private String host() {
    URI base = request.api().base();
    return base.getHost();
  }
}
