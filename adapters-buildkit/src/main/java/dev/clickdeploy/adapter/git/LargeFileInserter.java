package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsInserter;
import org.eclipse.jgit.internal.storage.dfs.DfsPackParser;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.PackLock;
import org.jspecify.annotations.Nullable;

/** Gives JGit's fetch a parser that takes one file of any length. */
final class LargeFileInserter extends DfsInserter {
  private final PackDatabase database;

  LargeFileInserter(PackDatabase database) {
    super(database);
    this.database = database;
  }

  @Override
  public DfsPackParser newPackParser(InputStream in) {
    return new Parser(in);
  }

  private final class Parser extends DfsPackParser {
    private final InputStream in;

    Parser(InputStream in) {
      super(database, LargeFileInserter.this, in);
      this.in = in;
    }

    @Override
    public @Nullable PackLock parse(ProgressMonitor receiving, ProgressMonitor resolving)
        throws IOException {
      database.receiveLargeFile(in, receiving::isCancelled);
      return null;
    }
  }
}
