package dev.clickdeploy.adapter.buildkit.export;

import dev.clickdeploy.adapter.buildkit.proto.control.BytesMessage;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes an archive as it comes; the daemon waits while the sink does. */
final class ArchiveReceiver implements StreamObserver<BytesMessage> {
  private final Export.Sink sink;
  private final StreamObserver<BytesMessage> answers;
  private final Consumer<IOException> trouble;
  private @Nullable OutputStream out;
  private boolean over;

  ArchiveReceiver(
      Export.Sink sink, StreamObserver<BytesMessage> answers, Consumer<IOException> trouble) {
    this.sink = sink;
    this.answers = answers;
    this.trouble = trouble;
  }

  @Override
  public void onNext(BytesMessage message) {
    if (!over) {
      try {
        message.getData().writeTo(opened());
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }
  }

  private OutputStream opened() throws IOException {
    OutputStream stream = out;
    if (stream == null) {
      stream = sink.open();
      out = stream;
    }
    return stream;
  }

  @Override
  public void onError(Throwable cause) {
    over = true;
    closeQuietly();
  }

  @Override
  public void onCompleted() {
    if (!over) {
      try {
        opened().close();
        over = true;
        answers.onCompleted();
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }
  }

  private void fail(Exception why) {
    over = true;
    closeQuietly();
    trouble.accept(why instanceof IOException io ? io : new IOException(why));
    answers.onError(
        Status.ABORTED.withDescription("the client cannot keep the result").asException());
  }

  private void closeQuietly() {
    OutputStream stream = out;
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        // what it holds is worth nothing any more
      }
    }
  }
}
