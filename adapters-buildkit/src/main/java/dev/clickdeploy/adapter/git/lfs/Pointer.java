package dev.clickdeploy.adapter.git.lfs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a repository for a file that Git LFS keeps (git-lfs/docs/spec.md, "The Pointer").
 *
 * @param oid SHA-256 of the content, 64 hexadecimal digits
 * @param size of the content in bytes
 */
public record Pointer(String oid, long size) {
  /** A longer file is no pointer. */
  public static final int MAX_BYTES = 1024;

  private static final Pattern VERSION =
      Pattern.compile("version https://(git-lfs\\.github\\.com|hawser\\.github\\.com)/spec/v1\n");
  private static final Pattern OID =
      Pattern.compile("^oid sha256:([0-9a-f]{64})$", Pattern.MULTILINE);
  private static final Pattern SIZE = Pattern.compile("^size ([0-9]{1,18})$", Pattern.MULTILINE);

  /** The pointer that a file is, if it is one. */
  public static Optional<Pointer> parse(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
    Matcher oid = OID.matcher(text);
    Matcher size = SIZE.matcher(text);
    boolean isPointer =
        file.length <= MAX_BYTES && VERSION.matcher(text).lookingAt() && oid.find() && size.find();
    return isPointer
        ? Optional.of(new Pointer(oid.group(1), Long.parseLong(size.group(1))))
        : Optional.empty();
  }
}
