package dev.clickdeploy.adapter.railpack.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shell that is the container's first process ignores the stop signal unless it is replaced. */
class ShellCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "serve $PORT ~ exec serve $PORT",
        "A=1 serve ~ exec env A=1 serve",
        "migrate && serve -p ${PORT:-80} ~ migrate && exec serve -p ${PORT:-80}",
        "cd web; A=1 serve 2>&1 ~ cd web; exec env A=1 serve 2>&1",
        "echo \"a && b; c\" && serve \"$X\" ~ echo \"a && b; c\" && exec serve \"$X\"",
        "a \\; b && c ~ a \\; b && exec c",
        "migrate && exec serve ~ migrate && exec serve",
      })
  void the_last_program_takes_the_place_of_the_shell(String command, String expected) {
    ShellCommand shell = new ShellCommand(command);

    assertThat(shell.argv()).containsExactly("/bin/sh", "-c", expected);
    assertThat(shell.passesSignalsOn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a | b",
        "a || b",
        "a & b",
        "a &",
        "(a; b)",
        "while true; do a; done",
        "if a; then b; fi",
        "a && cd b",
        "a $(b)",
        "a \"$(b; c)\"",
        "a 'unfinished && b",
        "trap x TERM; a",
        "{ a; b; }",
        "a;",
        "cat <<X && b",
      })
  void what_is_no_list_of_simple_commands_is_left_to_the_shell(String command) {
    ShellCommand shell = new ShellCommand(command);

    assertThat(shell.argv()).containsExactly("/bin/sh", "-c", command);
    assertThat(shell.passesSignalsOn()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"node server.js", "./run --x=1"})
  void a_plain_command_needs_no_shell(String command) {
    assertThat(new ShellCommand(command).argv()).containsExactly(command.split(" "));
    assertThat(new ShellCommand(command).passesSignalsOn()).isTrue();
  }
}
