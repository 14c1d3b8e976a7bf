package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.staticsite.Staticfile;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where frameworks put what they build, when that is files and no server. */
final class FrontEnd {
  private static final Pattern OUT_DIR_OPTION = Pattern.compile("--outDir[ =]([\\w./-]+)");
  private static final String[] ASTRO_ADAPTERS = {
    "@astrojs/node", "@astrojs/vercel", "@astrojs/netlify", "@astrojs/cloudflare", "@astrojs/deno"
  };

  private FrontEnd() {}

  /** The directory; empty when the app renders on a server, or is none of these. */
  static Optional<String> directory(NodeApp node) {
    if (node.framework().isEmpty()) {
      return Optional.empty();
    }
    return switch (node.framework().get()) {
      case NEXT -> next(node);
      case ASTRO -> astro(node);
      case REACT_ROUTER -> reactRouter(node);
      case SVELTEKIT -> svelteKit(node);
      case EXPO -> expo(node);
      case ANGULAR -> AngularJson.outputPath(node);
      case CREATE_REACT_APP, DOCUSAURUS -> Optional.of("build");
      case VUE_CLI -> Optional.of("dist");
      case GATSBY -> Optional.of("public");
      case VITE -> vite(node);
      case NUXT,
          TANSTACK_START,
          REMIX,
          SOLID_START,
          QWIK,
          NEST,
          ADONIS,
          STRAPI,
          FASTIFY,
          HONO,
          KOA,
          EXPRESS ->
          Optional.empty();
    };
  }

  private static Optional<String> next(NodeApp node) {
    ConfigText config = ConfigText.of(node.files(), "next.config");
    return config.says("output", "export")
        ? config.directory("distDir").or(() -> Optional.of("out"))
        : Optional.empty();
  }

  private static Optional<String> astro(NodeApp node) {
    ConfigText config = ConfigText.of(node.files(), "astro.config");
    for (String adapter : ASTRO_ADAPTERS) {
      if (node.json().uses(adapter)) {
        return Optional.empty();
      }
    }
    return config.says("output", "server")
        ? Optional.empty()
        : config.directory("outDir").or(() -> Optional.of("dist"));
  }

  private static Optional<String> reactRouter(NodeApp node) {
    ConfigText config = ConfigText.of(node.files(), "react-router.config");
    return config.says("ssr", "false")
        ? Optional.of(config.directory("buildDirectory").orElse("build") + "/client")
        : Optional.empty();
  }

  private static Optional<String> svelteKit(NodeApp node) {
    return node.json().uses("@sveltejs/adapter-static") ? Optional.of("build") : Optional.empty();
  }

  private static Optional<String> expo(NodeApp node) {
    String output =
        Json.LENIENT
            .read(node.files(), "app.json")
            .map(json -> json.path("expo").path("web").path("output").asText())
            .orElse("");
    return node.json().uses("react-native-web")
            && (output.equals("static") || output.equals("single"))
        ? Optional.of("dist")
        : Optional.empty();
  }

  private static Optional<String> vite(NodeApp node) {
    ConfigText config = ConfigText.of(node.files(), "vite.config");
    String build = node.json().script("build").orElse("");
    Matcher option = OUT_DIR_OPTION.matcher(build);
    Optional<String> named =
        option.find()
            ? Staticfile.clean(option.group(1)).filter(path -> !path.isEmpty())
            : Optional.empty();
    return build.contains("vite build") || config.exists()
        ? named.or(() -> config.directory("outDir")).or(() -> Optional.of("dist"))
        : Optional.empty();
  }
}
