package dev.clickdeploy.adapter.railpack.app;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.EveryKind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartedFileTest {
  private static final String WARNING =
      "the start command runs %s, which is not in the repository, and nothing builds it";

  @ParameterizedTest
  @CsvSource({
    "python, python -u serve.py, serve.py",
    "python, uv run python3 serve.py --x, serve.py",
    "python, python main.py && exec python other/serve.py, other/serve.py",
    "python, gunicorn -w 2 serve.wsgi:app, serve.py",
    "ruby, bundle exec ruby serve.rb, serve.rb",
    "php, php worker.php, worker.php",
    "deno, deno run --allow-net serve.ts, serve.ts",
    "shell, bash run.sh, run.sh",
    "shell, ./run.sh, run.sh",
    "python, A=1 sh ./run.sh, run.sh",
  })
  void a_file_that_is_not_there_is_named(String provider, String start, String file) {
    assertThat(warnings(provider, start)).contains(WARNING.formatted(file));
  }

  @ParameterizedTest
  @CsvSource({
    "python, python main.py",
    "python, python -m serve",
    "python, gunicorn main:app",
    "python, gunicorn --chdir web serve:app",
    "python, cd web && python serve.py",
    "python, python /opt/serve.py",
    "ruby, bundle exec puma -C none.rb",
    "deno, deno run -A main.ts",
    "php, php index.php",
    "shell, bash start.sh",
  })
  void a_file_that_is_there_or_may_be_is_not(String provider, String start) {
    assertThat(warnings(provider, start)).noneMatch(w -> w.startsWith("the start command runs"));
  }

  private static List<String> warnings(String provider, String start) {
    return planned(EveryKind.app(provider), commands(null, null, start)).warnings();
  }
}
