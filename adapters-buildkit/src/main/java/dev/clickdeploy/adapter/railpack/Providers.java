package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.cpp.CppProvider;
import dev.clickdeploy.adapter.railpack.deno.DenoProvider;
import dev.clickdeploy.adapter.railpack.dotnet.DotnetProvider;
import dev.clickdeploy.adapter.railpack.elixir.ElixirProvider;
import dev.clickdeploy.adapter.railpack.gleam.GleamProvider;
import dev.clickdeploy.adapter.railpack.golang.GoProvider;
import dev.clickdeploy.adapter.railpack.java.JavaProvider;
import dev.clickdeploy.adapter.railpack.node.NodeProvider;
import dev.clickdeploy.adapter.railpack.ownfile.OwnDockerfile;
import dev.clickdeploy.adapter.railpack.php.PhpProvider;
import dev.clickdeploy.adapter.railpack.python.PythonProvider;
import dev.clickdeploy.adapter.railpack.ruby.RubyProvider;
import dev.clickdeploy.adapter.railpack.rust.RustProvider;
import dev.clickdeploy.adapter.railpack.shell.ShellProvider;
import dev.clickdeploy.adapter.railpack.staticsite.StaticSite;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every provider in Railpack's order, which decides (Railpack, core/providers/provider.go). */
final class Providers {
  static final List<Provider> ALL =
      List.of(
          new PhpProvider(),
          new GoProvider(),
          new JavaProvider(),
          new RustProvider(),
          new RubyProvider(),
          new ElixirProvider(),
          new PythonProvider(),
          new DenoProvider(),
          new DotnetProvider(),
          new NodeProvider(),
          new GleamProvider(),
          new CppProvider(),
          new StaticSite(),
          new ShellProvider());

  static final List<Kind> KINDS = ALL.stream().map(Provider::kind).toList();

  /** The files that would have made a plan. */
  static final List<String> LOOKED_FOR =
      Stream.concat(
              Stream.of(OwnDockerfile.FILE),
              ALL.stream().flatMap(provider -> provider.kind().markers().stream()))
          .toList();

  private Providers() {}

  static Optional<Provider> named(String name) {
    return ALL.stream().filter(provider -> provider.kind().name().equals(name)).findFirst();
  }
}
