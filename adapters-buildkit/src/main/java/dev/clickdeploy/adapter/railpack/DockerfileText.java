package dev.clickdeploy.adapter.railpack;

/** A Dockerfile while it is written. Nothing in it may change between equal plans. */
final class DockerfileText {
  private final StringBuilder text = new StringBuilder();

  DockerfileText line(String instruction, String rest) {
    text.append(instruction).append(' ').append(rest).append('\n');
    return this;
  }

  /** An empty line, between stages. */
  DockerfileText gap() {
    text.append('\n');
    return this;
  }

  String text() {
    return text.toString();
  }
}
