package dev.clickdeploy.adapter.http;

import java.util.stream.Stream;

/** What refusals look like. */
final class ProblemView {
  static final String TYPE = "application/problem+json";
  static final Schema SCHEMA =
      Schema.object("Problem")
          .with(
              "type",
              Schema.oneOf(Stream.of(Problem.values()).map(Problem::type).toArray(String[]::new)))
          .with("title", Schema.text())
          .with("status", Schema.number(400, 599))
          .with("detail", Schema.text())
          .with("instance", Schema.text())
          .maybe(
              "errors",
              Schema.list(
                  Schema.object("ProblemError")
                      .maybe("pointer", Schema.text())
                      .maybe("parameter", Schema.text())
                      .maybe("header", Schema.text())
                      .with("detail", Schema.text())));

  private ProblemView() {}
}
