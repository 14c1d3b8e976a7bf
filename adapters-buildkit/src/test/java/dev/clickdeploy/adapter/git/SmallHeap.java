package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** A process with little memory that fetches a commit and reads every file of it. */
final class SmallHeap {
  private SmallHeap() {}

  /** Prints path, length and checksum of each file. */
  public static void main(String[] arguments) throws Exception {
    GitRepositories repositories =
        GitRepositories.in(Path.of(arguments[0]), GitPolicy.REMOTE_AND_LOCAL);
    RepositoryAccess access = new RepositoryAccess(new RepositoryUrl(arguments[1]));
    try (SourceTree tree =
        repositories.open(
            access, new CommitSha(arguments[2]), RootDirectory.REPOSITORY, new Cancellation())) {
      for (TreeEntry entry : tree.entries()) {
        System.out.println(entry.path() + " " + read(tree, entry));
      }
    }
  }

  private static String read(SourceTree tree, TreeEntry entry) throws Exception {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[64 << 10];
    long length = 0;
    try (InputStream in = tree.open(entry)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checksum.update(buffer, 0, count);
        length += count;
      }
    }
    return length + " " + checksum.getValue();
  }
}
