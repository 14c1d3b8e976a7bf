package dev.clickdeploy.adapter.buildkit.export;

import com.google.protobuf.Message;
import dev.clickdeploy.adapter.buildkit.proto.control.BytesMessage;
import dev.clickdeploy.adapter.buildkit.proto.fsutil.Packet;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.ServerCalls.BidiStreamingMethod;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The service by which the daemon hands a result over (BuildKit, session/filesync/filesync.proto,
 * FileSend). One method under one name carries either of two messages: which one is known from what
 * was asked for, so the service is described here and not by a proto file.
 */
public final class FileSend {
  private static final String SERVICE = "moby.filesync.v1.FileSend";

  private FileSend() {}

  /**
   * Takes the result.
   *
   * @param trouble told when it cannot be kept
   */
  public static ServerServiceDefinition into(Export export, Consumer<IOException> trouble) {
    return switch (export) {
      case Export.Archive archive ->
          service(
              BytesMessage.getDefaultInstance(),
              answers -> new ArchiveReceiver(archive.sink(), answers, trouble));
      case Export.Directory directory ->
          service(
              Packet.getDefaultInstance(),
              answers -> new DirectoryReceiver(directory.path(), answers, trouble));
    };
  }

  private static <M extends Message> ServerServiceDefinition service(
      M message, BidiStreamingMethod<M, M> method) {
    MethodDescriptor<M, M> descriptor =
        MethodDescriptor.<M, M>newBuilder()
            .setType(MethodType.BIDI_STREAMING)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "DiffCopy"))
            .setRequestMarshaller(ProtoUtils.marshaller(message))
            .setResponseMarshaller(ProtoUtils.marshaller(message))
            .build();
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(descriptor, ServerCalls.asyncBidiStreamingCall(method))
        .build();
  }
}
