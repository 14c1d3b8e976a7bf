package dev.clickdeploy.adapter.git.lfs;

import dev.clickdeploy.adapter.git.lfs.BatchApi.Download;
import dev.clickdeploy.adapter.git.lfs.LfsException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings contents from a server into a store. */
public final class Downloads {
  /** What servers take at once (git-lfs: lfs.transfer.batchSize). */
  private static final int BATCH = 100;

  private static final int MOST_REDIRECTS = 5;

  private final BatchApi batch;
  private final LfsConnections connections;
  private final ObjectStore store;

  /** Downloads from one server. */
  public Downloads(LfsServer server, LfsConnections connections, ObjectStore store) {
    this.batch = new BatchApi(server, connections);
    this.connections = connections;
    this.store = store;
  }

  /**
   * Brings what the store lacks.
   *
   * @param files a file for each content, to name it
   * @throws IOException when a server cannot be reached, or the store cannot be written
   * @throws LfsException when a content cannot be had
   */
  public void bring(Map<Pointer, String> files) throws IOException, LfsException {
    Map<Pointer, String> next = new LinkedHashMap<>();
    for (Map.Entry<Pointer, String> file : files.entrySet()) {
      if (!store.has(file.getKey())) {
        next.put(file.getKey(), file.getValue());
      }
      if (next.size() == BATCH) {
        bringBatch(next);
        next.clear();
      }
    }
    if (!next.isEmpty()) {
      bringBatch(next);
    }
  }

  private void bringBatch(Map<Pointer, String> files) throws IOException, LfsException {
    for (Map.Entry<Pointer, Download> found : batch.downloads(files).entrySet()) {
      Pointer pointer = found.getKey();
      try {
        bring(pointer, found.getValue());
      } catch (LfsException e) {
        throw new LfsException(
            e.reason(), "%s: %s".formatted(files.get(pointer), e.getMessage()), e);
      }
    }
  }

  private void bring(Pointer pointer, Download from) throws IOException, LfsException {
    HttpURLConnection connection = connections.open(from.url(), from.headers());
    URI url = from.url();
    for (int i = 0; Statuses.isRedirect(connection.getResponseCode()); i++) {
      String location = connection.getHeaderField("Location");
      if (i == MOST_REDIRECTS || location == null) {
        throw new LfsException(Reason.MISSING, "the LFS server's redirects lead nowhere", null);
      }
      connection.disconnect();
      url = resolved(url, location);
      // Headers were meant for where they were given; what they open may be another's.
      connection = connections.open(url, Map.of());
    }
    Statuses.check(connection, url, "the LFS store");
    try (InputStream content = connection.getInputStream()) {
      store.add(pointer, content);
    }
  }

  private static URI resolved(URI from, String location) throws LfsException {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new LfsException(Reason.MISSING, "the LFS store redirects to no URL", e);
    }
  }
}
