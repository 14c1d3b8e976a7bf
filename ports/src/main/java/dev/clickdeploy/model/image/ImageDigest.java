package dev.clickdeploy.model.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A content digest, {@code sha256:} and 64 lower-case hexadecimal digits (OCI image specification,
 * descriptor.md).
 */
public record ImageDigest(String value) {
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public ImageDigest {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a digest of the form sha256:<64 hex>");
    }
  }

  /**
   * Reads a digest.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  public static ImageDigest parse(String text) {
    return new ImageDigest(text);
  }

  /** The digest of exactly these bytes. */
  public static ImageDigest of(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new ImageDigest("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
