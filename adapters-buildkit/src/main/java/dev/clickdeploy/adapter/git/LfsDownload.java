package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.lfs.Downloads;
import dev.clickdeploy.adapter.git.lfs.LfsException;
import dev.clickdeploy.adapter.git.lfs.LfsServer;
import dev.clickdeploy.adapter.git.lfs.ObjectStore;
import dev.clickdeploy.adapter.git.lfs.Pointer;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings the contents that Git LFS keeps of a commit into its repository's cache. */
record LfsDownload(Remote remote, ObjectStore store) {
  /** Brings what is not there; answers whether anything was not. */
  boolean bring(LfsFiles files) {
    Map<Pointer, String> missing = new LinkedHashMap<>();
    files.byPath().forEach((path, pointer) -> add(missing, path, pointer));
    if (missing.isEmpty()) {
      return false;
    }
    try {
      new Downloads(server(files), remote.lfsConnections(), store).bring(missing);
      return true;
    } catch (LfsException e) {
      throw refused(e);
    } catch (IOException e) {
      throw Refusals.infrastructure(
          "what %s keeps in Git LFS cannot be fetched: %s".formatted(remote.url(), e),
          "try again later",
          e);
    }
  }

  private void add(Map<Pointer, String> missing, String path, Pointer pointer) {
    long limit = remote.limits().repositoryBytes();
    if (pointer.size() > limit) {
      throw Refusals.tooLarge(path + " in Git LFS", limit);
    }
    if (!store.has(pointer)) {
      missing.putIfAbsent(pointer, path);
    }
  }

  private LfsServer server(LfsFiles files) {
    try {
      if (files.configuration() != null) {
        var configured = LfsServer.configured(files.configuration());
        if (configured.isPresent()) {
          return configured.get();
        }
      }
      return remote.lfsServer();
    } catch (IllegalArgumentException e) {
      throw Refusals.source(
          "%s cannot be fetched whole: %s".formatted(remote.url(), e.getMessage()),
          "correct its .lfsconfig, or use the repository's https:// URL",
          e);
    }
  }

  private PortException refused(LfsException e) {
    String message = "%s keeps files in Git LFS: %s".formatted(remote.url(), e.getMessage());
    return switch (e.reason()) {
      case MISSING -> Refusals.source(message, "push the files with: git lfs push --all origin", e);
      case DENIED ->
          Refusals.source(message, "give the service a credential that may read Git LFS", e);
      case TROUBLE -> Refusals.infrastructure(message, "try again later", e);
    };
  }
}
