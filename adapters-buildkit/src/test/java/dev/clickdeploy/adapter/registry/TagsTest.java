package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.TagPage;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TagsTest {
  private static TagPage tags(Reply reply, @Nullable String after) {
    try (StubRegistry stub = new StubRegistry(asked -> reply);
        OciRegistry registry = OciRegistry.at(stub.url(), null, null)) {
      return registry.images().tags(ImageReference.parse(stub.host() + "/a/b:t"), 2, after, null);
    }
  }

  @Test
  void a_registry_that_pages_is_taken_at_its_word_whatever_its_order() {
    String link = "</v2/a/b/tags/list?n=2&last=a>; rel=\"next\"";

    assertThat(tags(new Reply(200, "{\"tags\":[\"z\",\"a\"]}", "Link", link), null))
        .isEqualTo(new TagPage(List.of("z", "a"), "a"));
    assertThat(tags(new Reply(200, "{\"tags\":[\"Q\",\"B\"]}"), "a"))
        .isEqualTo(new TagPage(List.of("Q", "B"), null));
  }

  @Test
  void pages_of_a_registry_that_knows_none_are_cut_out_in_order() {
    Reply all = new Reply(200, "{\"tags\":[\"c\",\"a\",\"b\"]}");

    assertThat(tags(all, null)).isEqualTo(new TagPage(List.of("a", "b"), "b"));
    assertThat(tags(all, "b")).isEqualTo(new TagPage(List.of("c"), null));
  }

  @Test
  void a_list_that_is_none_is_the_registrys_failure() {
    PortException thrown =
        catchThrowableOfType(PortException.class, () -> tags(new Reply(200, "{\"tags\":["), null));

    assertThat(thrown.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(thrown).hasMessageContaining("cannot be understood");
  }
}
