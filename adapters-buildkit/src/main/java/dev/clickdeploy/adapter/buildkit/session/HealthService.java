package dev.clickdeploy.adapter.buildkit.session;

import dev.clickdeploy.adapter.buildkit.proto.health.HealthCheckRequest;
import dev.clickdeploy.adapter.buildkit.proto.health.HealthCheckResponse;
import dev.clickdeploy.adapter.buildkit.proto.health.HealthCheckResponse.ServingStatus;
import dev.clickdeploy.adapter.buildkit.proto.health.HealthGrpc;
import io.grpc.stub.StreamObserver;

/** The daemon gives a session up when two of its checks in a row go unanswered. */
final class HealthService extends HealthGrpc.HealthImplBase {
  @Override
  public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> answer) {
    answer.onNext(HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build());
    answer.onCompleted();
  }
}
