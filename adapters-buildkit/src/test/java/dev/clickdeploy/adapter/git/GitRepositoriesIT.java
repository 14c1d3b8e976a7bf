package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.out.SourceRepository;
import dev.clickdeploy.port.out.contract.SourceRepositoryContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoriesIT extends SourceRepositoryContract {
  @TempDir private Path home;
  private GitHost git;
  private SourceRepository sources;

  @BeforeEach
  void start() {
    git = GitHost.start(home.resolve("git"));
    sources = GitRepositories.in(home.resolve("build"), GitPolicy.REMOTE_AND_LOCAL);
  }

  @AfterEach
  void stop() {
    git.close();
  }

  @Override
  protected SourceRepository sources() {
    return sources;
  }

  @Override
  protected RepositoryAccess access() {
    return new RepositoryAccess(new RepositoryUrl(git.url("app")));
  }

  @Override
  protected CommitSha commit(String branch, Map<String, String> files, String message) {
    return new CommitSha(git.commit("app", branch, Content.texts(files), message));
  }

  @Override
  protected void tag(String tag, CommitSha sha) {
    git.tag("app", tag, sha.value());
  }

  @Override
  protected String author() {
    return GitHost.AUTHOR;
  }
}
