package dev.clickdeploy.bootstrap.plan;

import dev.clickdeploy.adapter.git.GitPolicy;
import dev.clickdeploy.adapter.git.GitRepositories;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the files come from: a directory as it is, or a commit that is fetched for this once.
 *
 * @param fetched directory to be removed again; null when nothing was fetched
 */
record PlanSource(SourceTree tree, @Nullable Path fetched) implements AutoCloseable {
  private static final GitRef DEFAULT_BRANCH = new GitRef("HEAD");

  static PlanSource open(PlanOptions options) {
    boolean directory = !options.place().contains("://") && Files.isDirectory(place(options));
    if (directory && options.ref() == null) {
      return new PlanSource(DirectoryTree.at(below(place(options), options.root())), null);
    }
    String url =
        directory ? "file://" + place(options).toAbsolutePath().normalize() : options.place();
    return fetch(url(url, options), options);
  }

  private static Path place(PlanOptions options) {
    return Path.of(options.place());
  }

  private static Path below(Path directory, RootDirectory root) {
    Path below = directory.resolve(root.path());
    if (!Files.isDirectory(below)) {
      throw new IllegalArgumentException(
          "there is no directory '%s' in %s".formatted(root, directory));
    }
    return below;
  }

  private static RepositoryUrl url(String url, PlanOptions options) {
    try {
      return new RepositoryUrl(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is neither a directory nor a repository's URL".formatted(options.place()), e);
    }
  }

  private static PlanSource fetch(RepositoryUrl url, PlanOptions options) {
    Path directory = temporary();
    try {
      GitRepositories repositories = GitRepositories.in(directory, GitPolicy.REMOTE_AND_LOCAL);
      RepositoryAccess access = new RepositoryAccess(url);
      CommitSha sha =
          repositories.resolve(access, Objects.requireNonNullElse(options.ref(), DEFAULT_BRANCH));
      return new PlanSource(
          repositories.open(access, sha, options.root(), new Cancellation()), directory);
    } catch (RuntimeException e) {
      remove(directory);
      throw e;
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("click-deploy-plan");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory can be made", e);
    }
  }

  @Override
  public void close() {
    if (fetched != null) {
      remove(fetched);
    }
  }

  private static void remove(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException trouble)
                throws IOException {
              Files.deleteIfExists(done);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be removed", e);
    }
  }
}
