package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.model.image.PushedImage;

/** Who asks a registry; safe for use by several threads. */
interface Client extends AutoCloseable {
  /** How it is reported. */
  String name();

  /** Looks whether the registry has the image. */
  void verify(PushedImage image) throws Exception;

  /** Names the image by one more tag. */
  void tag(PushedImage image, String tag) throws Exception;

  /** A client for the registry at {@code host:port}. */
  static Client of(boolean ours, String registry) {
    return ours ? new Ours(registry) : new Plain(registry);
  }

  @Override
  void close();
}
