package dev.clickdeploy.adapter.railpack.python;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartCommandsTest {
  private static final String SETTINGS = "WSGI_APPLICATION = 'shop.wsgi.application'\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fastapi uvicorn | main.py | app = FastAPI() | uvicorn main:app",
        "fastapi uvicorn | app.py | server: FastAPI = fastapi.FastAPI( | uvicorn app:server",
        "fastapi[standard] | app/main.py | app = FastAPI( | uvicorn app.main:app",
        "fastapi uvicorn | src/main.py | app = FastAPI( | uvicorn --app-dir src main:app",
        "fastapi uvicorn | main.py | def create_app(): | uvicorn --factory main:create_app",
        "fastapi uvicorn | main.py | from pkg import app | uvicorn main:app",
        "python-fasthtml | main.py | app, rt = fast_app() | uvicorn main:app",
        "starlette uvicorn | asgi.py | application = Starlette() | uvicorn asgi:application",
      })
  void uvicorn_serves_asgi(String dependencies, String file, String line, String start) {
    assertThat(start(dependencies, file, line))
        .isEqualTo(start + " --host 0.0.0.0 --port ${PORT:-8000}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "main.py | app = Flask(__name__) | main:app",
        "server.py | web = flask.Flask(__name__) | server:web",
        "app/__init__.py | app = Flask(__name__) | app:app",
        "app.py | def create_app(): | 'app:create_app()'",
        "wsgi.py | app = create_app() | wsgi:app",
      })
  void gunicorn_serves_wsgi(String file, String line, String object) {
    assertThat(start("Flask gunicorn", file, line))
        .isEqualTo("gunicorn --bind 0.0.0.0:${PORT:-8000} " + object);
  }

  @Test
  void without_a_server_among_the_dependencies_the_main_file_runs() {
    BuildPlan plan = planned(app("flask", "main.py", "app = Flask(__name__)"));

    assertThat(plan.recipe().start()).isEqualTo("python main.py");
    assertThat(plan.recipe().framework()).isEqualTo("flask");
    assertThat(plan.warnings()).anyMatch(warning -> warning.contains("add gunicorn"));
    assertThat(start("fastapi", "main.py", "app = FastAPI()")).isEqualTo("python main.py");
    assertThat(start("streamlit", "app.py", ""))
        .isEqualTo("streamlit run app.py --server.address 0.0.0.0 --server.port ${PORT:-8000}");
  }

  @Test
  void django_migrates_and_is_served_and_the_server_gets_the_stop_signal() {
    InMemoryTree tree = app("Django gunicorn", "manage.py", "").with("shop/settings.py", SETTINGS);

    assertThat(planned(tree).recipe().start())
        .isEqualTo(
            "python manage.py migrate && gunicorn --bind 0.0.0.0:${PORT:-8000}"
                + " shop.wsgi:application");
    assertThat(dockerfile(tree))
        .contains("STOPSIGNAL SIGTERM")
        .endsWith(
            "\"python manage.py migrate && exec gunicorn --bind 0.0.0.0:${PORT:-8000}"
                + " shop.wsgi:application\"]\n");
    assertThat(variable(tree, "RAILPACK_SKIP_MIGRATIONS", "true"))
        .isEqualTo("gunicorn --bind 0.0.0.0:${PORT:-8000} shop.wsgi:application");
    assertThat(variable(tree, "RAILPACK_DJANGO_APP_NAME", "other.wsgi"))
        .endsWith(" other.wsgi:application");
  }

  @Test
  void django_is_found_without_the_setting_and_served_without_gunicorn() {
    assertThat(start("django uvicorn", "manage.py", "")).contains("runserver");
    assertThat(
            planned(app("django uvicorn", "manage.py", "").with("shop/wsgi.py", ""))
                .recipe()
                .start())
        .endsWith("uvicorn shop.asgi:application --host 0.0.0.0 --port ${PORT:-8000}");
    BuildPlan plan = planned(app("django", "manage.py", "").with("a/settings/base.py", SETTINGS));
    assertThat(plan.recipe().start())
        .isEqualTo("python manage.py migrate && python manage.py runserver 0.0.0.0:${PORT:-8000}");
    assertThat(plan.warnings()).anyMatch(warning -> warning.contains("add gunicorn"));
  }

  @Test
  void the_settings_and_the_procfile_come_first() {
    InMemoryTree tree = app("flask gunicorn", "main.py", "app = Flask(__name__)");

    tree = tree.with("Procfile", "web: gunicorn -w 2 main:app\n");
    assertThat(planned(tree).recipe().start()).isEqualTo("gunicorn -w 2 main:app");
    assertThat(planned(tree).recipe().framework()).isEqualTo("flask");
    assertThat(variable(tree, "RAILPACK_START_CMD", "python -m x")).isEqualTo("python -m x");
  }

  @Test
  void main_files_are_looked_for_in_one_order() {
    InMemoryTree tree = InMemoryTree.of(Map.of("server.py", ""));
    for (String file :
        List.of("server.py", "hello.py", "bot.py", "start.py", "app.py", "main.py")) {
      tree = tree.with(file, "");
      assertThat(planned(tree).recipe().start()).isEqualTo("python " + file);
    }
  }

  @Test
  void a_package_starts_by_its_only_script_or_as_a_module() {
    String project = "[project]\nname = 'x'\n[build-system]\nrequires = []\n[project.scripts]\n";
    assertThat(start("pyproject.toml", project + "serve-x = 'x:main'\n")).isEqualTo("serve-x");
    assertThat(
            planned(
                    InMemoryTree.of(
                        Map.of(
                            "pyproject.toml",
                            project + "a = 'x:a'\nb = 'x:b'\n",
                            "src/x/__main__.py",
                            "")))
                .recipe()
                .start())
        .isEqualTo("python -m x");
  }

  @Test
  void an_app_with_nothing_to_start_is_refused_with_the_places_that_were_looked_at() {
    assertThat(
            refused(InMemoryTree.of(Map.of("requirements.txt", "", "api/main.py", ""))).message())
        .contains("main.py, app.py")
        .contains("there are apps in api (main.py)");
  }

  @Test
  void python_that_starts_nothing_is_left_to_the_other_runtime() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of("requirements.txt", "", "package.json", "{\"main\":\"a.js\"}", "a.js", ""));

    assertThat(planned(tree).provider()).isEqualTo("node");
    assertThat(refused(InMemoryTree.of(Map.of("requirements.txt", "", "index.html", ""))).message())
        .contains("nothing that could be started");
  }

  @Test
  void another_kind_of_app_beside_it_is_warned_about() {
    assertThat(planned(InMemoryTree.of(Map.of("main.py", "", "package.json", "{}"))).warnings())
        .anyMatch(
            warning -> warning.startsWith("Node.js (package.json) is not taken into account"));
  }

  private static String variable(InMemoryTree tree, String name, String value) {
    return planned(
            tree,
            BuildSettings.DETECT.with(
                new PlanOverrides(null, Map.of(), List.of(), List.of(), Map.of(name, value))))
        .recipe()
        .start();
  }

  private static String start(String dependencies, String file, String text) {
    return start(app(dependencies, file, text));
  }

  private static String start(String file, String text) {
    return start(InMemoryTree.of(Map.of(file, text)));
  }

  private static String start(InMemoryTree tree) {
    return String.valueOf(planned(tree).recipe().start());
  }

  private static InMemoryTree app(String dependencies, String file, String text) {
    return InMemoryTree.of(
        Map.of("requirements.txt", dependencies.replace(" ", "\n"), file, text + "\n"));
  }
}
