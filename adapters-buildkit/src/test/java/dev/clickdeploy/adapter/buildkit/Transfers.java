package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.filesync.TransferListener;
import java.util.ArrayList;
import java.util.List;

/** Counts what the daemon asks for. */
final class Transfers implements TransferListener {
  private final List<String> requested = new ArrayList<>();

  @Override
  public synchronized void requested(String directory, String path) {
    requested.add(directory + ":" + path);
  }

  /** What was asked for since the last time, as {@code directory:path}. */
  synchronized List<String> take() {
    List<String> taken = List.copyOf(requested);
    requested.clear();
    return taken;
  }
}
