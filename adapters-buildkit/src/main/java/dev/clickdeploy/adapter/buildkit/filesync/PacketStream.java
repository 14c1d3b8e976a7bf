package dev.clickdeploy.adapter.buildkit.filesync;

import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to the receiver. {@link #send} waits until the connection takes more, so that never more
 * than {@value #WINDOW} bytes and one packet wait in memory.
 */
final class PacketStream {
  static final int WINDOW = 256 * 1024;

  private final ServerCallStreamObserver<Packet> receiver;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean ended;

  PacketStream(ServerCallStreamObserver<Packet> receiver) {
    this.receiver = receiver;
    receiver.setOnReadyThreshold(WINDOW);
    receiver.setOnReadyHandler(this::signal);
    receiver.setOnCancelHandler(this::end);
  }

  /**
   * Sends a packet, after waiting if need be.
   *
   * @throws CancellationException when the stream has ended
   */
  void send(Packet packet) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended && !receiver.isReady()) {
        changed.await();
      }
      if (ended) {
        throw new CancellationException("the receiver is gone");
      }
      receiver.onNext(packet);
    } finally {
      lock.unlock();
    }
  }

  void complete() {
    close(receiver::onCompleted);
  }

  void fail(Status status) {
    close(() -> receiver.onError(status.asRuntimeException()));
  }

  private void close(Runnable how) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        how.run();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    close(() -> {});
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
