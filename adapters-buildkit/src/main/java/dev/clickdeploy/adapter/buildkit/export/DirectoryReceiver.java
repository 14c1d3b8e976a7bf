package dev.clickdeploy.adapter.buildkit.export;

import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet.PacketType;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Stat;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * One transfer as its receiver (fsutil, receive.go): every regular file of the listing is asked
 * for, and FIN is sent when everything is in its place. After that the daemon waits for nothing
 * more: its build may be over before its own FIN is read here. Messages come one after the other.
 */
final class DirectoryReceiver implements StreamObserver<Packet> {
  private static final String CUT_SHORT = "the daemon ended the transfer in the middle";

  private final ReceivedFiles files;
  private final StreamObserver<Packet> answers;
  private final Consumer<IOException> trouble;
  private int entries;
  private int awaited;
  private boolean listed;
  private boolean complete;
  private boolean over;

  DirectoryReceiver(Path path, StreamObserver<Packet> answers, Consumer<IOException> trouble) {
    this.files = new ReceivedFiles(path);
    this.answers = answers;
    this.trouble = trouble;
  }

  @Override
  public void onNext(Packet packet) {
    if (over) {
      return;
    }
    try {
      take(packet);
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  private void take(Packet packet) throws IOException {
    switch (packet.getType()) {
      case PACKET_STAT -> {
        if (packet.hasStat()) {
          list(packet.getStat());
        } else {
          listed = true;
          finishIfComplete();
        }
      }
      case PACKET_DATA -> data(packet);
      case PACKET_FIN -> {
        if (!complete) {
          throw new IOException(CUT_SHORT);
        }
        over = true;
        answers.onCompleted();
      }
      case PACKET_ERR -> throw new IOException(packet.getData().toString(StandardCharsets.UTF_8));
      case PACKET_REQ, UNRECOGNIZED ->
          throw new IOException("a sender does not send " + packet.getType());
    }
  }

  /** An entry's id is its place in the listing. */
  private void list(Stat stat) throws IOException {
    int id = entries++;
    if (files.announce(id, stat)) {
      awaited++;
      answers.onNext(Packet.newBuilder().setType(PacketType.PACKET_REQ).setID(id).build());
    }
  }

  private void data(Packet packet) throws IOException {
    if (packet.getData().isEmpty()) {
      files.end(packet.getID());
      awaited--;
      finishIfComplete();
    } else {
      files.append(packet.getID(), packet.getData());
    }
  }

  private void finishIfComplete() throws IOException {
    if (listed && awaited == 0) {
      files.complete();
      complete = true;
      answers.onNext(Packet.newBuilder().setType(PacketType.PACKET_FIN).build());
    }
  }

  @Override
  public void onError(Throwable cause) {
    over = true;
    files.abandon();
  }

  @Override
  public void onCompleted() {
    if (!over) {
      fail(new IOException(CUT_SHORT));
    }
  }

  private void fail(Exception why) {
    over = true;
    files.abandon();
    trouble.accept(why instanceof IOException io ? io : new IOException(why));
    answers.onError(
        Status.ABORTED.withDescription("the client cannot keep the result").asException());
  }
}
