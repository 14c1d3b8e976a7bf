package dev.clickdeploy.adapter.buildkit.filesync;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet.PacketType;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One transfer as its sender: the listing, then each file that the receiver asks for, then FIN for
 * FIN (fsutil, send.go). The listing's index is a file's id. Requests come while the listing still
 * goes; one thread sends it all, so that every file's pieces keep their order.
 */
final class Transfer implements StreamObserver<Packet> {
  private static final int PIECE = 32 * 1024;

  private static final int GRACE_SECONDS = 2;

  /** What the receiver sends instead of an id when it has all it wants. */
  private static final int FIN = -1;

  private final String directory;
  private final Supplier<List<Node>> selection;
  private final PacketStream packets;
  private final TransferListener listener;
  private final Consumer<IOException> trouble;
  private final BitSet asked = new BitSet();
  private final AtomicInteger requested = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final BlockingQueue<Integer> requests = new LinkedBlockingQueue<>();
  private volatile List<Node> nodes = List.of();
  private volatile long lastProgress = System.nanoTime();
  private @Nullable Thread sender;
  private final CountDownLatch over = new CountDownLatch(1);

  Transfer(
      String directory,
      Supplier<List<Node>> selection,
      PacketStream packets,
      TransferListener listener,
      Consumer<IOException> trouble) {
    this.directory = directory;
    this.selection = selection;
    this.packets = packets;
    this.listener = listener;
    this.trouble = trouble;
  }

  void start(IoThreads threads, Duration stallLimit) {
    StallWatch watch = StallWatch.start(threads.network(), stallLimit, this);
    try {
      threads.workers().execute(() -> run(watch));
    } catch (RejectedExecutionException e) {
      watch.close();
      over.countDown();
      packets.fail(Status.UNAVAILABLE.withDescription("the client is closing"));
    }
  }

  private void run(StallWatch watch) {
    enter(Thread.currentThread());
    try (watch) {
      if (select()) {
        send();
      }
    } catch (InterruptedException | CancellationException e) {
      packets.fail(Status.CANCELLED.withDescription("the transfer was stopped"));
    } catch (IOException e) {
      abort(e);
    } catch (RuntimeException e) {
      abort(new IOException("the source could not be sent", e));
    } finally {
      leave();
    }
  }

  private synchronized void enter(Thread thread) {
    sender = thread;
  }

  /** From here on the thread is another task's, which an interruption must not hit. */
  private synchronized void leave() {
    sender = null;
    Thread.interrupted();
    over.countDown();
  }

  private boolean select() {
    try {
      nodes = selection.get();
      return true;
    } catch (IllegalArgumentException e) {
      packets.fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
      return false;
    }
  }

  private void send() throws IOException, InterruptedException {
    for (Node node : nodes) {
      send(Packet.newBuilder().setType(PacketType.PACKET_STAT).setStat(node.stat()));
    }
    send(Packet.newBuilder().setType(PacketType.PACKET_STAT));
    for (int id = requests.take(); id != FIN; id = requests.take()) {
      sendFile(id, nodes.get(id));
    }
    send(Packet.newBuilder().setType(PacketType.PACKET_FIN));
    packets.complete();
  }

  private void sendFile(int id, Node node) throws IOException, InterruptedException {
    long ofThis = 0;
    try (InputStream in = node.content().open()) {
      boolean more = true;
      while (more) {
        // one byte beyond the end shows a file that is longer than announced
        byte[] piece = new byte[(int) Math.min(PIECE, node.size() - ofThis + 1)];
        int count = in.readNBytes(piece, 0, piece.length);
        more = count == piece.length && ofThis + count <= node.size();
        ofThis += count;
        if (count > 0) {
          sent.addAndGet(count);
          sendPiece(id, UnsafeByteOperations.unsafeWrap(piece, 0, count));
        }
      }
    } catch (IOException e) {
      throw new IOException("'" + node.path() + "' cannot be read: " + e.getMessage(), e);
    }
    if (ofThis != node.size()) {
      throw new IOException(
          "'%s' has %d bytes instead of the %d that were announced"
              .formatted(node.path(), ofThis, node.size()));
    }
    sendPiece(id, ByteString.EMPTY);
  }

  /** An empty piece is the end of a file. */
  private void sendPiece(int id, ByteString piece) throws InterruptedException {
    send(Packet.newBuilder().setType(PacketType.PACKET_DATA).setID(id).setData(piece));
  }

  private void send(Packet.Builder packet) throws InterruptedException {
    packets.send(packet.build());
    lastProgress = System.nanoTime();
  }

  @Override
  public void onNext(Packet packet) {
    lastProgress = System.nanoTime();
    switch (packet.getType()) {
      case PACKET_REQ -> request(packet.getID());
      case PACKET_FIN -> requests.add(FIN);
      case PACKET_ERR -> stop(Status.CANCELLED.withDescription("the receiver gave up"));
      case PACKET_STAT, PACKET_DATA, UNRECOGNIZED ->
          stop(Status.INVALID_ARGUMENT.withDescription("a receiver sends no " + packet.getType()));
    }
  }

  private void request(int id) {
    if (id < 0 || id >= nodes.size() || !nodes.get(id).isRegular() || asked.get(id)) {
      stop(Status.INVALID_ARGUMENT.withDescription("file " + id + " cannot be asked for"));
      return;
    }
    asked.set(id);
    requested.incrementAndGet();
    listener.requested(directory, nodes.get(id).path());
    requests.add(id);
  }

  @Override
  public void onError(Throwable cause) {
    stop(Status.CANCELLED);
  }

  /** Half-closed without a FIN, which no receiver does: nothing more can be asked for. */
  @Override
  public void onCompleted() {
    requests.add(FIN);
  }

  /** How many files the receiver has asked for. */
  int requested() {
    return requested.get();
  }

  /** How many bytes of them were sent. */
  long sent() {
    return sent.get();
  }

  Duration sinceProgress() {
    return Duration.ofNanos(System.nanoTime() - lastProgress);
  }

  /** Ends the transfer by our own fault, and says so where it is heard. */
  void abort(IOException why) {
    trouble.accept(why);
    stop(Status.ABORTED.withDescription("the client could not send the source"));
  }

  /** Ends the transfer because its session ends. */
  void close() {
    stop(Status.CANCELLED.withDescription("the session is closed"));
  }

  void awaitEnd() {
    try {
      over.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(Status status) {
    packets.fail(status);
    synchronized (this) {
      if (sender != null) {
        sender.interrupt();
      }
    }
  }

  String directory() {
    return directory;
  }
}
