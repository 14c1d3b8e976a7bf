package dev.clickdeploy.adapter.railpack.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Debian packages that packages of npm need and the small base image lacks.
 *
 * @param build while installing and building
 * @param run in the image
 */
record SystemPackages(List<String> build, List<String> run) {
  /** They are compiled where no binary was made for the platform. */
  private static final Set<String> COMPILED =
      Set.of(
          "argon2",
          "bcrypt",
          "better-sqlite3",
          "canvas",
          "isolated-vm",
          "node-gyp",
          "node-sass",
          "re2",
          "serialport",
          "sqlite3",
          "usb",
          "zeromq");

  private static final List<String> COMPILER = List.of("g++", "make", "python3");

  /** What Chrome for Testing needs (pptr.dev, "Troubleshooting"). */
  private static final List<String> CHROME =
      List.of(
          ("ca-certificates fonts-liberation libasound2t64 libatk-bridge2.0-0 libatk1.0-0 libcairo2"
                  + " libcups2 libdbus-1-3 libexpat1 libgbm1 libglib2.0-0 libgtk-3-0 libnspr4"
                  + " libnss3 libpango-1.0-0 libx11-6 libxcb1 libxcomposite1 libxdamage1 libxext6"
                  + " libxfixes3 libxkbcommon0 libxrandr2")
              .split(" "));

  static SystemPackages of(NodeApp node, NodeTools tools) {
    Set<String> build = new TreeSet<>(node.settings().buildPackages());
    Set<String> run = new TreeSet<>(node.settings().runtimePackages());
    build.addAll(tools.packages());
    run.addAll(tools.packages());
    first(node, COMPILED)
        .ifPresent(
            name -> {
              build.addAll(COMPILER);
              node.notes().because("a compiler while building", name + " may be compiled");
            });
    first(node, Set.of("prisma", "@prisma/client"))
        .ifPresent(
            name -> {
              build.add("openssl");
              run.add("openssl");
              node.notes().because("openssl", name + " needs it");
            });
    first(node, Set.of("puppeteer"))
        .ifPresent(
            name -> {
              run.addAll(CHROME);
              node.notes().because("libraries of Chrome", name + " runs it");
            });
    return new SystemPackages(new ArrayList<>(build), new ArrayList<>(run));
  }

  private static Optional<String> first(NodeApp node, Set<String> names) {
    return Stream.concat(Stream.of(node.json()), node.workspaces().packages().values().stream())
        .flatMap(json -> new TreeSet<>(names).stream().filter(json::uses))
        .findFirst();
  }
}
