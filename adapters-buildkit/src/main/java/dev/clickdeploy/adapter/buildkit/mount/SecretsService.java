package dev.clickdeploy.adapter.buildkit.mount;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.secrets.GetSecretRequest;
import dev.clickdeploy.adapter.buildkit.proto.secrets.GetSecretResponse;
import dev.clickdeploy.adapter.buildkit.proto.secrets.SecretsGrpc;
import dev.clickdeploy.model.Secret;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;

/** Gives a secret to the step that mounts it (BuildKit, session/secrets/secrets.proto). */
public final class SecretsService extends SecretsGrpc.SecretsImplBase {
  private final Map<String, Secret> secrets;

  /** Knows these secrets by their ids. */
  public SecretsService(Map<String, Secret> secrets) {
    this.secrets = Map.copyOf(secrets);
  }

  /** The daemon decides whether a step can do without one that is not there. */
  @Override
  public void getSecret(GetSecretRequest request, StreamObserver<GetSecretResponse> answer) {
    Secret secret = secrets.get(request.getID());
    if (secret == null) {
      answer.onError(
          Status.NOT_FOUND
              .withDescription("no secret '%s' is given to this build".formatted(request.getID()))
              .asRuntimeException());
      return;
    }
    answer.onNext(
        GetSecretResponse.newBuilder().setData(ByteString.copyFromUtf8(secret.reveal())).build());
    answer.onCompleted();
  }
}
