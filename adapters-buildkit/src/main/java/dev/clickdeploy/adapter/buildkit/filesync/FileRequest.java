package dev.clickdeploy.adapter.buildkit.filesync;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the daemon asks for, sent as headers of its call (BuildKit, session/filesync/filesync.go).
 *
 * @param directory name of the local directory
 * @param include patterns of what is wanted; empty for everything
 * @param exclude patterns of what is not wanted
 * @param follow paths that are wanted with whatever their symbolic links lead to
 */
record FileRequest(
    String directory, List<String> include, List<String> exclude, List<String> follow) {
  private static final Context.Key<FileRequest> CURRENT = Context.key("file-request");

  FileRequest {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    follow = List.copyOf(follow);
  }

  static FileRequest of(Metadata headers) {
    List<String> names = values(headers, "dir-name");
    return new FileRequest(
        names.isEmpty() ? "" : names.get(0),
        values(headers, "include-patterns"),
        values(headers, "exclude-patterns"),
        values(headers, "followpaths"));
  }

  /** The request of the call that runs in this context. */
  static FileRequest current() {
    return CURRENT.get();
  }

  private static List<String> values(Metadata headers, String name) {
    Iterable<String> all = headers.getAll(key(name));
    boolean encoded = "1".equals(headers.get(key(name + "-encoded")));
    List<String> values = new ArrayList<>();
    if (all != null) {
      all.forEach(v -> values.add(encoded ? URLDecoder.decode(v, StandardCharsets.UTF_8) : v));
    }
    return values;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  /** Reads the headers for the service, which does not see them. */
  static final class Reader implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      Context context = Context.current().withValue(CURRENT, FileRequest.of(headers));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
