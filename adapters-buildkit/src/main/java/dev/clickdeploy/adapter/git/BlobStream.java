package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectReader;

/** A file's content as it is unpacked; whatever cannot be read is told before it is thrown. */
final class BlobStream extends InputStream {
  private final ObjectReader objects;
  private final InputStream content;
  private final Consumer<IOException> onBroken;

  BlobStream(ObjectReader objects, InputStream content, Consumer<IOException> onBroken) {
    this.objects = objects;
    this.content = content;
    this.onBroken = onBroken;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return content.read(target, offset, length);
    } catch (IOException e) {
      onBroken.accept(e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (objects) {
      content.close();
    }
  }
}
