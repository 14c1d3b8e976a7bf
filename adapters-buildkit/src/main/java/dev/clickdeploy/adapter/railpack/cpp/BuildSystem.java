package dev.clickdeploy.adapter.railpack.cpp;

import java.util.List;
import java.util.regex.Pattern;

/** Who builds C and C++ programs; all of them into one directory. */
enum BuildSystem {
  CMAKE(
      "cmake",
      "CMakeLists.txt",
      "cmake -B /build -GNinja -DCMAKE_BUILD_TYPE=Release . && cmake --build /build",
      List.of("cmake", "ninja-build"),
      Pattern.compile("(?i)\\badd_executable\\s{0,9}\\(\\s{0,99}\"?([^\\s\")]{1,100})"),
      Pattern.compile("(?i)\\bproject\\s{0,9}\\(\\s{0,99}\"?([A-Za-z0-9_.+-]{1,100})")),
  MESON(
      "meson",
      "meson.build",
      "meson setup --buildtype=release /build && meson compile -C /build",
      List.of("meson", "ninja-build", "pkg-config"),
      Pattern.compile("\\bexecutable\\s{0,9}\\(\\s{0,99}([^\\s,)]{1,100})"),
      Pattern.compile("\\bproject\\s{0,9}\\(\\s{0,99}'([A-Za-z0-9_.+-]{1,100})'"));

  private final String command;
  private final String file;
  private final String build;
  private final List<String> packages;
  private final Pattern program;
  private final Pattern project;

  BuildSystem(
      String command,
      String file,
      String build,
      List<String> packages,
      Pattern program,
      Pattern project) {
    this.command = command;
    this.file = file;
    this.build = build;
    this.packages = packages;
    this.program = program;
    this.project = project;
  }

  String command() {
    return command;
  }

  /** What it reads in each directory. */
  String file() {
    return file;
  }

  /** How it builds; object files are only needed while it does. */
  String build() {
    return build + " && find /build -name '*.o' -delete";
  }

  /** Debian packages that it comes in. */
  List<String> packages() {
    return packages;
  }

  /** Finds what a program is called. */
  Pattern program() {
    return program;
  }

  /** Finds what all of it is called. */
  Pattern project() {
    return project;
  }
}
