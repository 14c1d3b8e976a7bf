package dev.clickdeploy.adapter.buildkit.auth;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Objects;

/** Takes the answer to one call. */
final class Reply<T> implements StreamObserver<T> {
  private T value;
  private Throwable error;
  private boolean completed;

  @Override
  public void onNext(T answer) {
    value = answer;
  }

  @Override
  public void onError(Throwable cause) {
    error = cause;
  }

  @Override
  public void onCompleted() {
    completed = true;
  }

  T value() {
    if (!completed) {
      throw new IllegalStateException("the call did not end well", error);
    }
    return Objects.requireNonNull(value);
  }

  Status error() {
    return Status.fromThrowable(Objects.requireNonNull(error));
  }
}
