package dev.clickdeploy.adapter.railpack.node;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.Planning;
import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the generated Dockerfiles look like, whole. */
class NodeDockerfileTest {
  @Test
  void an_app_without_a_build_keeps_its_dependencies_in_a_layer_of_their_own() {
    InMemoryTree tree =
        Planning.node(
                """
                "engines":{"node":"22"},"dependencies":{"ms":"2.1.3"},"devDependencies":{"jest":"30"},\
                """)
            .with("package-lock.json", "{}");

    BuildPlan plan = planned(tree);

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/node:22-slim AS dependencies
            WORKDIR /app
            ENV NPM_CONFIG_AUDIT=false NPM_CONFIG_FUND=false NPM_CONFIG_UPDATE_NOTIFIER=false
            COPY package.json package-lock.json ./
            RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

            FROM docker.io/library/node:22-slim
            ENV NODE_ENV=production PORT=3000
            ENV PATH=/app/node_modules/.bin:$PATH
            COPY --chown=1000:1000 --from=dependencies /app/node_modules /app/node_modules
            COPY --chown=1000:1000 . /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/node:22-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["node", "server.js"]
            """);
    assertThat(plan.summary()).isEqualTo("Node.js 22, npm, started by `node server.js`");
    assertThat(plan.provider()).isEqualTo("node");
    assertThat(plan.port()).isEqualTo(3000);
    assertThat(plan.ignore()).contains(".git", "**/node_modules");
    assertThat(plan.warnings()).isEmpty();
    assertThat(Planning.evidence(plan))
        .isEqualTo(
            """
            provider node: there is package.json
            package manager npm: there is a package-lock.json
            Node.js 22: engines.node in package.json says '22'
            install by `npm ci --omit=dev`: there is a package-lock.json
            start `node server.js`: scripts.start in package.json
            """);
  }

  @Test
  void an_app_with_a_build_loses_its_packages_for_development_afterwards() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json",
                """
                {"packageManager":"pnpm@9.15.9","scripts":{"build":"next build","start":"next start"},
                 "dependencies":{"next":"15"},"devDependencies":{"typescript":"5"}}
                """,
                "pnpm-lock.yaml",
                "lockfileVersion: '9.0'\n",
                ".npmrc",
                "",
                "patches/next.patch",
                ""));

    assertThat(dockerfile(tree))
        .isEqualTo(
            """
            FROM docker.io/library/node:22-slim AS base
            RUN --mount=type=cache,target=/root/.npm npm install --global --force pnpm@9.15.9

            FROM base AS build
            WORKDIR /app
            ENV NEXT_TELEMETRY_DISABLED=1
            COPY package.json pnpm-lock.yaml .npmrc ./
            COPY patches/ ./patches/
            RUN --mount=type=cache,target=/root/.local/share/pnpm/store pnpm install --frozen-lockfile
            COPY . .
            ENV NODE_ENV=production
            RUN --mount=type=cache,target=/app/node_modules/.cache --mount=type=cache,target=/app/.next/cache pnpm run build
            RUN --mount=type=cache,target=/root/.local/share/pnpm/store CI=true pnpm prune --prod --ignore-scripts

            FROM base
            ENV NODE_ENV=production PORT=3000 NEXT_TELEMETRY_DISABLED=1
            ENV PATH=/app/node_modules/.bin:$PATH
            COPY --chown=1000:1000 --from=build /app /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/node:22-slim
            EXPOSE 3000
            STOPSIGNAL SIGTERM
            CMD ["next", "start"]
            """);
  }

  @Test
  void a_front_end_is_built_and_then_served_as_files() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json",
                """
                {"scripts":{"build":"vite build"},"devDependencies":{"vite":"6"}}
                """,
                "package-lock.json",
                "{}",
                "index.html",
                ""));

    BuildPlan plan = planned(tree);

    assertThat(dockerfile(plan))
        .startsWith(
            """
            FROM docker.io/library/node:22-slim AS build
            WORKDIR /app
            ENV NPM_CONFIG_AUDIT=false NPM_CONFIG_FUND=false NPM_CONFIG_UPDATE_NOTIFIER=false
            COPY package.json package-lock.json ./
            RUN --mount=type=cache,target=/root/.npm npm ci
            COPY . .
            ENV NODE_ENV=production
            RUN --mount=type=cache,target=/app/node_modules/.cache npm run build

            FROM docker.io/library/caddy:2
            RUN printf '%s\\n' \\
            """)
        .contains("try_files {path} {path}.html {path}/ /index.html")
        .endsWith(
            """
            COPY --from=build /app/dist/ /srv/
            ENV PORT=8080 XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/caddy:2
            EXPOSE 8080
            STOPSIGNAL SIGTERM
            CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
            """);
    assertThat(plan.summary()).isEqualTo("Node.js 22, npm, builds dist, served by Caddy");
    assertThat(plan.port()).isEqualTo(8080);
  }

  @Test
  void equal_trees_give_equal_plans_and_base_images_come_from_the_given_prefix() {
    InMemoryTree tree = Planning.node("");

    var mirror = Railpack.planner("mirror.test:5000/library/");

    assertThat(mirror.plan(tree, BuildSettings.DETECT))
        .isEqualTo(mirror.plan(Planning.node(""), BuildSettings.DETECT));
    assertThat(mirror.plan(tree, BuildSettings.DETECT).toString())
        .contains("FROM mirror.test:5000/library/node:22-slim");
  }

  @Test
  void a_secret_is_there_for_the_installation_alone() {
    InMemoryTree tree =
        node("\"dependencies\":{\"x\":\"1\"},")
            .with(".npmrc", "//r.example/:_authToken=${NPM_TOKEN}\nx=${HOME}\ny=${A;id}\n");

    assertThat(dockerfile(tree))
        .containsOnlyOnce("--mount=type=secret,id=NPM_TOKEN if [ -f /run/secrets/NPM_TOKEN ]")
        .doesNotContain("HOME ]", "A;id");
    assertThat(evidence(planned(tree)))
        .contains("secret NPM_TOKEN for the installation alone: .npmrc refers to it");
    assertThat(dockerfile(planned(tree, variables(Map.of("NPM_TOKEN", "public")))))
        .doesNotContain("type=secret");
  }
}
