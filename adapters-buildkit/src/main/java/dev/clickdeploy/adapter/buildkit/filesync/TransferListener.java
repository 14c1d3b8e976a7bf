package dev.clickdeploy.adapter.buildkit.filesync;

/** Hears what the daemon asks for; calls come from the transfers' threads. */
public interface TransferListener {
  /** Hears nothing. */
  TransferListener NONE =
      new TransferListener() {
        @Override
        public void requested(String directory, String path) {}

        @Override
        public void sent(String directory, String path, int bytes) {}
      };

  /** The daemon asked for a file's content. */
  void requested(String directory, String path);

  /** A piece of a file's content was handed over. */
  void sent(String directory, String path, int bytes);
}
