package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.filesync.TransferListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the daemon asks for. */
final class Transfers implements TransferListener {
  private final List<String> requested = new ArrayList<>();
  private final AtomicLong bytes = new AtomicLong();

  @Override
  public synchronized void requested(String directory, String path) {
    requested.add(directory + ":" + path);
  }

  @Override
  public void sent(String directory, String path, int count) {
    bytes.addAndGet(count);
  }

  /** What was asked for since the last time, as {@code directory:path}. */
  synchronized List<String> take() {
    List<String> taken = List.copyOf(requested);
    requested.clear();
    return taken;
  }

  long bytes() {
    return bytes.get();
  }
}
