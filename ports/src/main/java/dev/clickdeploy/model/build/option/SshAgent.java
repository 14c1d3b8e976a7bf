package dev.clickdeploy.model.build.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * An SSH agent that steps may ask to sign; keys never leave it.
 *
 * @param id as in {@code RUN --mount=type=ssh,id=…}
 * @param socket the agent's unix socket on the client's machine
 */
public record SshAgent(String id, Path socket) {
  /** The id of a mount that names none. */
  public static final String DEFAULT_ID = "default";

  public SshAgent {
    Named.required(List.of(id), "an SSH agent's id");
    Objects.requireNonNull(socket, "socket");
  }

  /** The agent for mounts that name none. */
  public static SshAgent at(Path socket) {
    return new SshAgent(DEFAULT_ID, socket);
  }
}
