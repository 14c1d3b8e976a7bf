package dev.clickdeploy.adapter.buildkit.auth;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.auth.AuthGrpc;
import dev.clickdeploy.adapter.buildkit.proto.auth.CredentialsRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.CredentialsResponse;
import dev.clickdeploy.adapter.buildkit.proto.auth.FetchTokenRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.FetchTokenResponse;
import dev.clickdeploy.adapter.buildkit.proto.auth.GetTokenAuthorityRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.GetTokenAuthorityResponse;
import dev.clickdeploy.adapter.buildkit.proto.auth.VerifyTokenAuthorityRequest;
import dev.clickdeploy.adapter.buildkit.proto.auth.VerifyTokenAuthorityResponse;
import dev.clickdeploy.model.image.RegistryLogin;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens registries for the daemon, configured hosts only: a Dockerfile may name any host. Where the
 * registry has a token service, the token is fetched here and the password stays in this process;
 * registries that want the password itself (HTTP Basic) get it through the session (BuildKit,
 * session/auth/auth.proto).
 */
public final class RegistryAuth extends AuthGrpc.AuthImplBase {
  /** Under this name the daemon asks for Docker Hub's credentials. */
  private static final String DOCKER_HUB = "registry-1.docker.io";

  private final Map<String, RegistryLogin> logins = new HashMap<>();
  private final TokenAuthority authority = new TokenAuthority();
  private final RegistryAccess access;

  /** Knows these logins and no others. */
  public RegistryAuth(List<RegistryLogin> logins, RegistryAccess access) {
    this.access = access;
    for (RegistryLogin login : logins) {
      String host = login.host().value();
      this.logins.put(host.equals("docker.io") ? DOCKER_HUB : host, login);
    }
  }

  private Optional<RegistryLogin> login(String host) {
    return Optional.ofNullable(logins.get(host));
  }

  /** Empty credentials mean: as anybody. An error would end the build. */
  @Override
  public void credentials(CredentialsRequest request, StreamObserver<CredentialsResponse> answers) {
    CredentialsResponse.Builder answer = CredentialsResponse.newBuilder();
    login(request.getHost())
        .ifPresent(l -> answer.setUsername(l.username()).setSecret(l.password().reveal()));
    answers.onNext(answer.build());
    answers.onCompleted();
  }

  /** With a key of ours the daemon leaves token requests to us; UNAVAILABLE makes it ask itself. */
  @Override
  public void getTokenAuthority(
      GetTokenAuthorityRequest request, StreamObserver<GetTokenAuthorityResponse> answers) {
    answer(
        answers,
        () ->
            GetTokenAuthorityResponse.newBuilder()
                .setPublicKey(
                    ByteString.copyFrom(
                        authority.publicKey(
                            known(request.getHost()), request.getSalt().toByteArray())))
                .build());
  }

  @Override
  public void verifyTokenAuthority(
      VerifyTokenAuthorityRequest request, StreamObserver<VerifyTokenAuthorityResponse> answers) {
    answer(
        answers,
        () ->
            VerifyTokenAuthorityResponse.newBuilder()
                .setSigned(
                    ByteString.copyFrom(
                        authority.signed(
                            known(request.getHost()),
                            request.getSalt().toByteArray(),
                            request.getPayload().toByteArray())))
                .build());
  }

  @Override
  public void fetchToken(FetchTokenRequest request, StreamObserver<FetchTokenResponse> answers) {
    answer(answers, () -> token(known(request.getHost()), request));
  }

  private FetchTokenResponse token(RegistryLogin login, FetchTokenRequest request) {
    try {
      return TokenRequest.fetch(login, request, access);
    } catch (IOException e) {
      throw Status.UNAVAILABLE
          .withDescription(
              "the token service of %s cannot be reached: %s"
                  .formatted(login.host(), e.getMessage()))
          .asRuntimeException();
    }
  }

  private RegistryLogin known(String host) {
    return login(host)
        .orElseThrow(
            () ->
                Status.UNAVAILABLE
                    .withDescription("no credentials are configured for this host")
                    .asRuntimeException());
  }

  private static <T> void answer(StreamObserver<T> answers, Supplier<T> answer) {
    T value;
    try {
      value = answer.get();
    } catch (StatusRuntimeException e) {
      answers.onError(e);
      return;
    }
    answers.onNext(value);
    answers.onCompleted();
  }
}
