package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.port.out.SourceRepository;
import dev.clickdeploy.port.out.contract.SourceRepositoryContract;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

class FakeSourceRepositoryTest extends SourceRepositoryContract {
  private static final RepositoryUrl URL = new RepositoryUrl("https://git.test/a/b");

  private final FakeSourceRepository sources = new FakeSourceRepository();
  private final Map<CommitSha, InMemoryTree> trees = new HashMap<>();

  @Override
  protected SourceRepository sources() {
    return sources;
  }

  @Override
  protected RepositoryAccess access() {
    return new RepositoryAccess(URL);
  }

  @Override
  protected CommitSha commit(String branch, Map<String, String> files, String message) {
    CommitSha sha = new CommitSha("%040x".formatted(0xabc + trees.size()));
    Commit commit = new Commit(sha, message, author(), Instant.EPOCH);
    trees.put(sha, InMemoryTree.of(files).at(commit));
    return sources.push(URL, trees.get(sha), "refs/heads/" + branch);
  }

  @Override
  protected void tag(String tag, CommitSha sha) {
    sources.push(URL, trees.get(sha), "refs/tags/" + tag);
  }

  @Override
  protected String author() {
    return "Ada";
  }
}
