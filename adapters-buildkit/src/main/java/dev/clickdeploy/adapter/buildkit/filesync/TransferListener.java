package dev.clickdeploy.adapter.buildkit.filesync;

/** Hears what the daemon asks for; calls come from the transfers' threads. */
@FunctionalInterface
public interface TransferListener {
  /** Hears nothing. */
  TransferListener NONE = (directory, path) -> {};

  /** The daemon asked for a file's content. */
  void requested(String directory, String path);
}
