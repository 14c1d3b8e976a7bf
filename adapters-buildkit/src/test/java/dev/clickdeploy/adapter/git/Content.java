package dev.clickdeploy.adapter.git;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a commit holds at a path, with git's mode. */
public record Content(String mode, byte[] bytes) {
  /** A text file. */
  public static Content text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file of any bytes. */
  public static Content bytes(byte[] bytes) {
    return new Content("100644", bytes);
  }

  /** An executable text file. */
  public static Content executable(String text) {
    return new Content("100755", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A symbolic link. */
  public static Content symlink(String target) {
    return new Content("120000", target.getBytes(StandardCharsets.UTF_8));
  }

  /** A submodule at a commit of another repository. */
  public static Content submodule(String sha) {
    return new Content("160000", sha.getBytes(StandardCharsets.US_ASCII));
  }

  /** Text files by path. */
  public static Map<String, Content> texts(Map<String, String> files) {
    Map<String, Content> contents = new TreeMap<>();
    files.forEach((path, text) -> contents.put(path, text(text)));
    return contents;
  }

  boolean isSubmodule() {
    return mode.equals("160000");
  }
}
