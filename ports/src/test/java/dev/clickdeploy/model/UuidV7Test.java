package dev.clickdeploy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.out.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UuidV7Test {
  private final SettableClock clock = new SettableClock();

  @Test
  void version_and_variant_are_those_of_rfc_9562() {
    for (int i = 0; i < 100; i++) {
      UUID id = UuidV7.next(clock);
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
    }
  }

  @Test
  void the_first_48_bits_are_the_clocks_milliseconds() {
    // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z
    clock.set(Instant.ofEpochMilli(0x017F22E279B0L));

    assertThat(UuidV7.next(clock).toString()).startsWith("017f22e2-79b0-7");
  }

  @Test
  void later_ones_sort_after_earlier_ones_as_text_too() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      created.add(UuidV7.next(clock).toString());
      clock.advance(Duration.ofMillis(1));
    }

    assertThat(created).isSorted();
  }

  @Test
  void one_millisecond_has_room_for_many() {
    Set<UUID> created = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      created.add(UuidV7.next(clock));
    }

    assertThat(created).hasSize(10_000);
  }

  static Stream<Function<String, Object>> parsers() {
    return Stream.of(
        OrganizationId::parse,
        ProjectId::parse,
        ServiceId::parse,
        TokenId::parse,
        DeploymentId::parse,
        JobId::parse);
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void every_id_reads_what_it_writes(Function<String, Object> parser) {
    String text = UuidV7.next(clock).toString();

    assertThat(parser.apply(text)).hasToString(text);
    assertThat(parser.apply(text.toUpperCase(java.util.Locale.ROOT))).hasToString(text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parser.apply("7"))
        .withMessage("'7' is not a UUID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        "017f22e2779b007cc3098c40dc0c0c07398f",
        "1-1-1-1-1000000000000000000000000000",
        "+17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}"
      })
  void only_the_canonical_form_is_an_id(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UuidV7.parse(text))
        .withMessageEndingWith("is not a UUID");
  }
}
