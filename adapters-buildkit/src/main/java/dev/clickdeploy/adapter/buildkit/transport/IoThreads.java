package dev.clickdeploy.adapter.buildkit.transport;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.local.LocalIoHandler;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one client: started when needed, ended by {@link #close}. Platform threads,
 * because what runs on them may block inside a monitor.
 */
public final class IoThreads implements AutoCloseable {
  private static final int SESSION_THREADS = 2;
  private static final Duration END = Duration.ofSeconds(10);

  private final OwnThreads threads = new OwnThreads();
  private final EventLoopGroup network =
      new MultiThreadIoEventLoopGroup(1, threads.named("buildkit-io"), NioIoHandler.newFactory());
  private final EventLoopGroup inMemory =
      new MultiThreadIoEventLoopGroup(
          SESSION_THREADS, threads.named("buildkit-session"), LocalIoHandler.newFactory());
  private final ExecutorService workers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          threads.named("buildkit-worker"));

  /** Sockets, and timers that must not wait for anything. */
  public EventLoopGroup network() {
    return network;
  }

  /** Both ends of the sessions' in-memory pipes. */
  public EventLoopGroup inMemory() {
    return inMemory;
  }

  /** Whatever may block. */
  public ExecutorService workers() {
    return workers;
  }

  /** Ends every thread, and waits some seconds for them. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // waited for as terminationFuture
  public void close() {
    workers.shutdownNow();
    network.shutdownGracefully(0, END.toSeconds(), TimeUnit.SECONDS);
    inMemory.shutdownGracefully(0, END.toSeconds(), TimeUnit.SECONDS);
    network.terminationFuture().awaitUninterruptibly(END.toMillis());
    inMemory.terminationFuture().awaitUninterruptibly(END.toMillis());
    try {
      workers.awaitTermination(END.toSeconds(), TimeUnit.SECONDS);
      threads.join(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
