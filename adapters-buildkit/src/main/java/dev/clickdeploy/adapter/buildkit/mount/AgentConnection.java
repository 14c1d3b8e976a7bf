package dev.clickdeploy.adapter.buildkit.mount;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.ssh.BytesMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One step's connection to an agent. The protocol is a short question and a short answer
 * (draft-miller-ssh-agent), so neither direction waits for the other's window.
 */
final class AgentConnection implements StreamObserver<BytesMessage> {
  private static final int PIECE = 32 * 1024;

  private final SocketChannel agent;
  private final ServerCallStreamObserver<BytesMessage> step;

  private AgentConnection(SocketChannel agent, ServerCallStreamObserver<BytesMessage> step) {
    this.agent = agent;
    this.step = step;
  }

  static AgentConnection open(
      Path socket, ServerCallStreamObserver<BytesMessage> step, Executor threads)
      throws IOException {
    SocketChannel agent = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      agent.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      agent.close();
      throw e;
    }
    AgentConnection connection = new AgentConnection(agent, step);
    step.setOnCancelHandler(connection::close);
    try {
      threads.execute(connection::answer);
    } catch (RejectedExecutionException e) {
      agent.close();
      throw new IOException("the client is closing", e);
    }
    return connection;
  }

  private void answer() {
    ByteBuffer buffer = ByteBuffer.allocate(PIECE);
    try {
      while (agent.read(buffer.clear()) >= 0) {
        step.onNext(BytesMessage.newBuilder().setData(ByteString.copyFrom(buffer.flip())).build());
      }
      step.onCompleted();
    } catch (IOException | RuntimeException e) {
      if (!step.isCancelled()) {
        step.onError(Status.UNAVAILABLE.withDescription("the SSH agent is gone").asException());
      }
    } finally {
      close();
    }
  }

  @Override
  public void onNext(BytesMessage message) {
    ByteBuffer question = message.getData().asReadOnlyByteBuffer();
    try {
      while (question.hasRemaining()) {
        agent.write(question);
      }
    } catch (IOException e) {
      // the reading side notices, too, and tells
      close();
    }
  }

  @Override
  public void onError(Throwable cause) {
    close();
  }

  @Override
  public void onCompleted() {
    try {
      agent.shutdownOutput();
    } catch (IOException e) {
      close();
    }
  }

  private void close() {
    try {
      agent.close();
    } catch (IOException e) {
      // it is gone in any case
    }
  }
}
