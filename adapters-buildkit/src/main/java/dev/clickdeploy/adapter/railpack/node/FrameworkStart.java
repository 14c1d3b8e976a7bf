package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import java.util.Optional;

/** How what a framework has built is started, when package.json does not say. */
final class FrameworkStart {
  private static final String SRVX = "srvx";

  private FrameworkStart() {}

  static Optional<StartCommand> of(NodeApp node) {
    if (node.framework().isEmpty() || node.json().script("build").isEmpty()) {
      return Nx.of(node).flatMap(Nx::start).map(command -> start(command, "Nx builds it"));
    }
    return switch (node.framework().get()) {
      case NEXT -> Optional.of(start("next start", "Next.js"));
      case NUXT -> Optional.of(start("node .output/server/index.mjs", "Nuxt builds it"));
      case SOLID_START ->
          Optional.of(start("node .output/server/index.mjs", "SolidStart builds it"));
      case TANSTACK_START -> Optional.of(tanStack(node));
      case SVELTEKIT -> Optional.of(start("node build", "SvelteKit's adapter builds it"));
      case REMIX -> Optional.of(start("remix-serve ./build/server/index.js", "Remix builds it"));
      case REACT_ROUTER ->
          Optional.of(
              start("react-router-serve ./build/server/index.js", "React Router builds it"));
      case ASTRO -> Optional.of(start("node ./dist/server/entry.mjs", "Astro's adapter builds it"));
      case NEST -> Optional.of(start("node dist/main.js", "Nest builds it"));
      case QWIK,
          EXPO,
          ANGULAR,
          CREATE_REACT_APP,
          VUE_CLI,
          GATSBY,
          DOCUSAURUS,
          VITE,
          ADONIS,
          STRAPI,
          FASTIFY,
          HONO,
          KOA,
          EXPRESS ->
          Nx.of(node).flatMap(Nx::start).map(command -> start(command, "Nx builds it"));
    };
  }

  private static StartCommand tanStack(NodeApp node) {
    StartCommand start =
        start("srvx --prod -s ../client dist/server/server.js", "TanStack Start builds it");
    return node.json().dependencies().contains(SRVX) ? start : start.needing(SRVX);
  }

  private static StartCommand start(String command, String because) {
    return StartCommand.of(new ShellCommand(command), because);
  }
}
