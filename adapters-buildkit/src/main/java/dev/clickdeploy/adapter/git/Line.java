package dev.clickdeploy.adapter.git;

import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.transport.Transport;

/** What carries one conversation with a host. */
sealed interface Line permits HttpLine, SshLine, FileLine {
  /**
   * Prepares JGit's transport before it connects.
   *
   * @throws IOException when the host cannot be found
   * @throws PortException of class SOURCE when it must not be connected to
   */
  void prepare(Transport transport) throws IOException;

  /** Whether the host speaks protocol version 2, in which it gives any commit that it has. */
  boolean speaksV2();

  /** Whether the conversation failed by what the host said, and not by the connection. */
  boolean wasAnswered(Throwable thrown);

  /** What a failure means here, when it is more than that the conversation broke off. */
  Optional<PortException> failure(Throwable thrown);
}
