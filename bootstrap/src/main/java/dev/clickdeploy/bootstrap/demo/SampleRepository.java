package dev.clickdeploy.bootstrap.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The sample app as a bare git repository, with a new commit for every demo: same files, so
 * everything is cached.
 */
final class SampleRepository {
  static final String BRANCH = "main";
  private static final List<String> FILES =
      List.of("README.md", "package.json", "package-lock.json", "server.js");

  private SampleRepository() {}

  static Repository commit(Path directory, Instant now) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    if (!repository.getObjectDatabase().exists()) {
      repository.create(true);
    }
    try (ObjectInserter objects = repository.newObjectInserter()) {
      PersonIdent author = new PersonIdent("Ada Lovelace", "ada@example.com", now, ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(objects));
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("Say hello\n");
      RefUpdate branch = repository.updateRef(Constants.R_HEADS + BRANCH);
      branch.setNewObjectId(objects.insert(commit));
      objects.flush();
      branch.forceUpdate();
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + BRANCH);
    }
    return repository;
  }

  private static org.eclipse.jgit.lib.ObjectId tree(ObjectInserter objects) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (String file : FILES) {
      try (InputStream in = SampleRepository.class.getResourceAsStream("/sample/" + file)) {
        if (in == null) {
          throw new IOException("the jar lacks the sample's " + file);
        }
        DirCacheEntry entry = new DirCacheEntry(file);
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(objects.insert(Constants.OBJ_BLOB, in.readAllBytes()));
        builder.add(entry);
      }
    }
    builder.finish();
    return index.writeTree(objects);
  }
}
