package dev.clickdeploy.adapter.buildkit.transport;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The ways to the BuildKit inside a Docker Engine: an upgrade of {@code /grpc}, which every engine
 * up to 29 has, or HTTP/2 at once on the same socket, which later ones have instead (moby/moby,
 * daemon/server/router/grpc).
 */
final class EngineDoor {
  private volatile boolean plain;
  private volatile @Nullable IOException refusal;

  /** A channel that goes the way that is thought to be right. */
  Channel open() {
    Channel channel = new NioDomainSocketChannel();
    if (!plain) {
      channel.pipeline().addLast(new EngineUpgrade(this::refused));
    }
    return channel;
  }

  private void refused(IOException why) {
    refusal = why;
    plain = true;
  }

  /**
   * A question begins.
   *
   * @return whether the next channel goes without the upgrade
   */
  boolean begin() {
    refusal = null;
    return plain;
  }

  /** How the engine has refused the upgrade since the last question began; null when it has not. */
  @Nullable IOException refusal() {
    return refusal;
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
