package dev.clickdeploy.adapter.buildkit.transport;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;

/**
 * The ways to the BuildKit inside a Docker Engine: an upgrade of {@code /grpc}, which every engine
 * up to 29 has, or HTTP/2 at once on the same socket, which later ones have instead (moby/moby,
 * daemon/server/router/grpc).
 */
final class EngineDoor {
  private volatile boolean plain;

  /** A channel that goes the way that is thought to be right. */
  Channel open() {
    Channel channel = new NioDomainSocketChannel();
    if (!plain) {
      channel.pipeline().addLast(new EngineUpgrade(() -> plain = true));
    }
    return channel;
  }

  /** Whether the next channel goes without the upgrade. */
  boolean isPlain() {
    return plain;
  }

  /**
   * Prepares another try after a failure.
   *
   * @param wasPlain the way that failed
   * @return whether there is another way to try
   */
  boolean turn(boolean wasPlain) {
    if (wasPlain) {
      plain = false;
    }
    return wasPlain || plain;
  }

  /** Begins anew with the upgrade. */
  void reset() {
    plain = false;
  }
}
