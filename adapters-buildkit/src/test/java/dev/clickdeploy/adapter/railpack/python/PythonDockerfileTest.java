package dev.clickdeploy.adapter.railpack.python;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the generated Dockerfiles look like, whole. */
class PythonDockerfileTest {
  private static final String FLASK = "from flask import Flask\n\napp = Flask(__name__)\n";

  @Test
  void what_pip_installs_is_a_layer_of_its_own() {
    BuildPlan plan =
        planned(
            InMemoryTree.of(
                Map.of(
                    "requirements.txt", "flask==3.1.3\ngunicorn==26.2.0\n",
                    "app.py", FLASK,
                    ".python-version", "3.12\n")));

    assertThat(dockerfile(plan))
        .isEqualTo(
            """
            FROM docker.io/library/python:3.12-slim AS build
            WORKDIR /app
            ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
            ENV PATH=/app/.venv/bin:$PATH
            COPY requirements.txt ./
            RUN --mount=type=cache,target=/root/.cache/pip python -m venv /app/.venv && pip install -r requirements.txt

            FROM docker.io/library/python:3.12-slim
            ENV HOME=/app PORT=8000 PYTHONDONTWRITEBYTECODE=1 PYTHONFAULTHANDLER=1 PYTHONUNBUFFERED=1
            ENV PATH=/app/.venv/bin:$PATH
            COPY --chown=1000:1000 --from=build /app/.venv /app/.venv
            COPY --chown=1000:1000 . /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/python:3.12-slim
            EXPOSE 8000
            STOPSIGNAL SIGTERM
            CMD ["/bin/sh", "-c", "exec gunicorn --bind 0.0.0.0:${PORT:-8000} app:app"]
            """);
    assertThat(plan.summary())
        .isEqualTo(
            "Python 3.12, pip, flask, started by"
                + " `gunicorn --bind 0.0.0.0:${PORT:-8000} app:app`");
    assertThat(plan.port()).isEqualTo(8000);
    assertThat(plan.ignore()).contains(".git", "**/.venv", "**/__pycache__");
    assertThat(plan.warnings()).isEmpty();
    assertThat(evidence(plan))
        .isEqualTo(
            """
            provider python: there is app.py
            pip: there is requirements.txt
            Python 3.12: .python-version says '3.12'
            install by `python -m venv /app/.venv && pip install -r requirements.txt`: there is requirements.txt
            start `gunicorn --bind 0.0.0.0:${PORT:-8000} app:app`: app.py has app
            """);
  }

  @Test
  void uv_installs_the_dependencies_before_the_app_and_leaves_only_the_environment() {
    assertThat(
            dockerfile(
                InMemoryTree.of(
                    Map.of(
                        "pyproject.toml",
                        "[project]\n"
                            + "name='x'\n"
                            + "requires-python='>=3.12'\n"
                            + "dependencies=['fastapi[standard]']\n",
                        "uv.lock",
                        "version = 1\n",
                        "main.py",
                        "from fastapi import FastAPI\napi = FastAPI()\n"))))
        .isEqualTo(
            """
            FROM docker.io/library/python:3.13-slim AS build
            WORKDIR /app
            ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON=/usr/local/bin/python UV_PYTHON_DOWNLOADS=never
            RUN --mount=type=cache,target=/root/.cache/pip pip install 'uv<1'
            ENV PATH=/app/.venv/bin:$PATH
            COPY pyproject.toml uv.lock ./
            RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev --no-install-project
            COPY . .
            RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev --no-editable

            FROM docker.io/library/python:3.13-slim
            ENV HOME=/app PORT=8000 PYTHONDONTWRITEBYTECODE=1 PYTHONFAULTHANDLER=1 PYTHONUNBUFFERED=1
            ENV PATH=/app/.venv/bin:$PATH
            COPY --chown=1000:1000 --from=build /app/.venv /app/.venv
            COPY --chown=1000:1000 . /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/python:3.13-slim
            EXPOSE 8000
            STOPSIGNAL SIGTERM
            CMD ["/bin/sh", "-c", "exec uvicorn main:api --host 0.0.0.0 --port ${PORT:-8000}"]
            """);
  }

  @Test
  void a_program_without_dependencies_is_only_copied_and_stops_by_the_signal_python_handles() {
    assertThat(dockerfile(InMemoryTree.of(Map.of("main.py", "print('hello')\n"))))
        .isEqualTo(
            """
            FROM docker.io/library/python:3.13-slim
            ENV HOME=/app PORT=8000 PYTHONDONTWRITEBYTECODE=1 PYTHONFAULTHANDLER=1 PYTHONUNBUFFERED=1
            ENV PATH=/app/.venv/bin:$PATH
            COPY --chown=1000:1000 . /app
            WORKDIR /app
            USER 1000:1000
            LABEL org.opencontainers.image.base.name=docker.io/library/python:3.13-slim
            EXPOSE 8000
            STOPSIGNAL SIGINT
            CMD ["python", "main.py"]
            """);
  }

  @Test
  void a_program_that_handles_sigterm_gets_it() {
    assertThat(dockerfile(InMemoryTree.of(Map.of("main.py", "signal.signal(signal.SIGTERM, x)"))))
        .contains("STOPSIGNAL SIGTERM");
  }

  @Test
  void commands_of_the_service_see_all_sources_and_fill_the_environment_of_the_image() {
    assertThat(
            dockerfile(
                planned(
                    InMemoryTree.of(Map.of("requirements.txt", "", "main.py", "")),
                    commands("make install", "python -m compileall .", "python -m serve"))))
        .contains(
            """
            RUN python -m venv /app/.venv
            ENV PATH=/app/.venv/bin:$PATH
            COPY . .
            RUN --mount=type=cache,target=/root/.cache/pip make install
            RUN --mount=type=cache,target=/root/.cache/pip python -m compileall .
            """)
        .contains("COPY --chown=1000:1000 --from=build /app /app\n")
        .doesNotContain("COPY --chown=1000:1000 . /app")
        .endsWith("CMD [\"python\", \"-m\", \"serve\"]\n");
  }

  @Test
  void a_build_command_may_change_the_sources() {
    assertThat(
            dockerfile(
                planned(
                    InMemoryTree.of(Map.of("requirements.txt", "", "main.py", "")),
                    commands(null, "python manage.py collectstatic --noinput", null))))
        .contains(
            "COPY . .\nRUN --mount=type=cache,target=/root/.cache/pip"
                + " python manage.py collectstatic --noinput\n")
        .contains("COPY --chown=1000:1000 --from=build /app /app\n");
  }

  @Test
  void packages_versions_and_variables_of_the_service_are_used() {
    BuildSettings settings =
        BuildSettings.DETECT.with(
            new PlanOverrides(
                null,
                Map.of("python", "3.11", "uv", "0.7.22"),
                List.of("libxml2-dev"),
                List.of("libxml2"),
                Map.of("MODE", "a $b", "PYTHONUNBUFFERED", "0")));

    String text =
        dockerfile(
            planned(
                InMemoryTree.of(
                    Map.of("pyproject.toml", "[project]\nname='x'\n", "uv.lock", "", "app.py", "")),
                settings));

    assertThat(text)
        .contains("python:3.11-slim")
        .contains("pip install 'uv==0.7.22'")
        .contains("--no-install-recommends libxml2-dev\n")
        .contains("--no-install-recommends libxml2\n")
        .contains("MODE=\"a \\$b\"")
        .contains("PYTHONUNBUFFERED=0");
  }

  @Test
  void playwright_brings_its_browser_where_it_is_asked_for() {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("requirements.txt", "playwright==1.58.0", "main.py", ""));

    assertThat(planned(tree).warnings()).anyMatch(w -> w.contains("no browser is installed"));
    assertThat(dockerfile(tree)).doesNotContain("playwright install");
    assertThat(
            dockerfile(
                planned(
                    tree,
                    BuildSettings.DETECT.with(
                        new PlanOverrides(
                            null,
                            Map.of(),
                            List.of(),
                            List.of(),
                            Map.of("RAILPACK_PYTHON_PLAYWRIGHT_INSTALL", "1"))))))
        .contains("PLAYWRIGHT_BROWSERS_PATH=/opt/playwright")
        .containsPattern(
            "(?s)/app/\\.venv\nRUN [^\n]+ playwright install --with-deps chromium\nCOPY");
  }

  @Test
  void a_virtual_environment_of_the_developer_stays_out() {
    assertThat(
            planned(InMemoryTree.of(Map.of("main.py", "", "venv/pyvenv.cfg", "home=/usr")))
                .ignore())
        .contains("venv");
    assertThat(planned(InMemoryTree.of(Map.of("main.py", "", "venv/app.py", ""))).ignore())
        .doesNotContain("venv");
  }
}
