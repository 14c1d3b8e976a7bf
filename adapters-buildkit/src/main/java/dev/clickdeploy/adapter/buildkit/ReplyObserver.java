package dev.clickdeploy.adapter.buildkit;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The answers to one call; the next one comes when it is requested, the first by itself. */
final class ReplyObserver<Q, A> implements ClientResponseObserver<Q, A> {
  private final Consumer<A> answer;
  private final Consumer<Throwable> end;
  private volatile @Nullable ClientCallStreamObserver<Q> call;

  /** Tells each answer, and the end: an error, or a status of OK. */
  ReplyObserver(Consumer<A> answer, Consumer<Throwable> end) {
    this.answer = answer;
    this.end = end;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> stream) {
    // two, as a call with one answer wants to see that no other one follows
    stream.disableAutoRequestWithInitial(2);
    call = stream;
  }

  @Override
  public void onNext(A message) {
    answer.accept(message);
  }

  @Override
  public void onError(Throwable error) {
    end.accept(error);
  }

  @Override
  public void onCompleted() {
    end.accept(Status.OK.asRuntimeException());
  }

  void request() {
    ClientCallStreamObserver<Q> stream = call;
    if (stream != null) {
      stream.request(1);
    }
  }

  void cancel() {
    ClientCallStreamObserver<Q> stream = call;
    if (stream != null) {
      stream.cancel("the build is over", null);
    }
  }
}
