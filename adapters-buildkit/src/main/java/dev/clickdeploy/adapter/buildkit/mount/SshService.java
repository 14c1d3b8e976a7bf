package dev.clickdeploy.adapter.buildkit.mount;

import dev.clickdeploy.adapter.buildkit.proto.ssh.BytesMessage;
import dev.clickdeploy.adapter.buildkit.proto.ssh.CheckAgentRequest;
import dev.clickdeploy.adapter.buildkit.proto.ssh.CheckAgentResponse;
import dev.clickdeploy.adapter.buildkit.proto.ssh.SSHGrpc;
import dev.clickdeploy.model.build.option.SshAgent;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Connects steps with SSH agents (BuildKit, session/sshforward). Each connection of a step is one
 * to the agent; only requests to sign and their answers travel, never a key.
 */
public final class SshService extends SSHGrpc.SSHImplBase {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("buildkit.ssh.id", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> ID = Context.key("ssh-agent");

  private final Map<String, Path> sockets;
  private final Executor threads;

  /** Knows these agents, and reads from them on these threads. */
  public SshService(List<SshAgent> agents, Executor threads) {
    this.sockets = agents.stream().collect(Collectors.toMap(SshAgent::id, SshAgent::socket));
    this.threads = threads;
  }

  /** The service as a session offers it. */
  public ServerServiceDefinition service() {
    return ServerInterceptors.intercept(this, new IdReader());
  }

  @Override
  public void checkAgent(CheckAgentRequest request, StreamObserver<CheckAgentResponse> answer) {
    Path socket = sockets.get(nonEmpty(request.getID()));
    if (socket == null) {
      answer.onError(unknown(request.getID()));
    } else if (!Files.exists(socket)) {
      answer.onError(
          Status.NOT_FOUND
              .withDescription("there is no SSH agent at %s".formatted(socket))
              .asRuntimeException());
    } else {
      answer.onNext(CheckAgentResponse.getDefaultInstance());
      answer.onCompleted();
    }
  }

  @Override
  public StreamObserver<BytesMessage> forwardAgent(StreamObserver<BytesMessage> answers) {
    Path socket = sockets.get(nonEmpty(ID.get()));
    if (socket == null) {
      answers.onError(unknown(ID.get()));
      return new Ignored();
    }
    try {
      return AgentConnection.open(
          socket, (ServerCallStreamObserver<BytesMessage>) answers, threads);
    } catch (IOException e) {
      answers.onError(
          Status.UNAVAILABLE
              .withDescription("the SSH agent at %s: %s".formatted(socket, e.getMessage()))
              .asRuntimeException());
      return new Ignored();
    }
  }

  private static String nonEmpty(String id) {
    return id.isEmpty() ? SshAgent.DEFAULT_ID : id;
  }

  private static RuntimeException unknown(String id) {
    return Status.NOT_FOUND
        .withDescription("no SSH agent '%s' is given to this build".formatted(id))
        .asRuntimeException();
  }

  private static final class IdReader implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String id = headers.get(HEADER);
      Context context = Context.current().withValue(ID, id == null ? "" : id);
      return Contexts.interceptCall(context, call, headers, next);
    }
  }

  private static final class Ignored implements StreamObserver<BytesMessage> {
    @Override
    public void onNext(BytesMessage message) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }
}
