package dev.clickdeploy.adapter.git;

import dev.clickdeploy.port.out.PortException;
import java.util.Optional;
import org.eclipse.jgit.transport.Transport;

/** A repository on this machine, which JGit reads itself. */
record FileLine() implements Line {
  @Override
  public void prepare(Transport transport) {}

  @Override
  public boolean speaksV2() {
    return false;
  }

  @Override
  public boolean wasAnswered(Throwable thrown) {
    return true;
  }

  @Override
  public Optional<PortException> failure(Throwable thrown) {
    return Optional.empty();
  }
}
