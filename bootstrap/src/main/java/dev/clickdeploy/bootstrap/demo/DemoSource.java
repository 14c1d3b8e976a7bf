package dev.clickdeploy.bootstrap.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.api.LsRemoteCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The repository that the demo pushes from, reachable by URL.
 *
 * @param url from which the server fetches
 * @param ref what is deployed: a branch's short name, or what the user named
 * @param sha of the branch; null when the ref is no branch, so that no push can tell of it
 */
record DemoSource(String url, String ref, @Nullable String sha, @Nullable GitOverHttp served)
    implements AutoCloseable {

  /** The sample app, a local directory, or a URL. */
  static DemoSource of(DemoOptions options, Path home, int port, InstantSource clock) {
    String repository = options.repository();
    try {
      if (repository == null) {
        return served(
            SampleRepository.commit(home.resolve("sample.git"), clock.instant()),
            "sample",
            options.ref(),
            port);
      }
      if (Files.isDirectory(Path.of(repository))) {
        return served(local(Path.of(repository)), "repository", options.ref(), port);
      }
      return at(repository, options.ref(), null);
    } catch (IOException e) {
      throw new DemoException("the repository cannot be read: " + e.getMessage(), e);
    }
  }

  private static Repository local(Path directory) throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(directory.toFile());
    if (builder.getGitDir() == null) {
      throw new DemoException(
          directory + " is not a git repository; commit your app first (git init, add, commit)");
    }
    return builder.build();
  }

  private static DemoSource served(
      Repository repository, String name, @Nullable String ref, int port) throws IOException {
    GitOverHttp server = new GitOverHttp(repository, port);
    return at("http://127.0.0.1:%d/%s.git".formatted(server.port(), name), ref, server);
  }

  private static DemoSource at(String url, @Nullable String ref, @Nullable GitOverHttp served) {
    Collection<Ref> refs = refs(url);
    String wanted = ref == null ? defaultBranch(refs, url) : ref;
    Optional<Ref> branch =
        refs.stream().filter(r -> r.getName().equals(Constants.R_HEADS + wanted)).findFirst();
    return new DemoSource(
        url, wanted, branch.map(b -> b.getObjectId().name()).orElse(null), served);
  }

  private static Collection<Ref> refs(String url) {
    try {
      return new LsRemoteCommand(null).setRemote(url).call();
    } catch (GitAPIException e) {
      throw new DemoException(
          "the repository %s cannot be read: %s".formatted(url, e.getMessage()), e);
    }
  }

  private static String defaultBranch(Collection<Ref> refs, String url) {
    Optional<Ref> head = refs.stream().filter(r -> r.getName().equals(Constants.HEAD)).findFirst();
    return refs.stream()
        .filter(r -> r.getName().startsWith(Constants.R_HEADS))
        .filter(r -> head.isPresent() && r.getObjectId().equals(head.get().getObjectId()))
        .filter(
            r -> !head.get().isSymbolic() || r.getName().equals(head.get().getTarget().getName()))
        .map(r -> r.getName().substring(Constants.R_HEADS.length()))
        .findFirst()
        .orElseThrow(() -> new DemoException(url + " has no default branch; name one with --ref"));
  }

  @Override
  public void close() {
    if (served != null) {
      served.close();
    }
  }
}
