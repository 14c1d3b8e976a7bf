package dev.clickdeploy.core.tenant;

import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.TenantStore.Removal;
import java.util.stream.Collectors;

/** What keeps an organization or a project from being removed. */
enum Held {
  PROJECTS("organization", "project"),
  SERVICES("project", "service");

  private final String holder;
  private final String one;

  Held(String holder, String one) {
    this.holder = holder;
    this.one = one;
  }

  RequestException refusal(Removal.Holding holding) {
    return new RequestException(Reason.CONFLICT, "the " + holder + sentence(holding));
  }

  private String sentence(Removal.Holding holding) {
    if (holding.some().isEmpty()) {
      return " had %ss whose remains are still being cleared away; try again in a minute"
          .formatted(one);
    }
    String names =
        holding.some().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    int more = holding.count() - holding.some().size();
    return " still has the %s%s %s%s; delete %s first"
        .formatted(
            one,
            holding.count() == 1 ? "" : "s",
            names,
            more == 0 ? "" : " and %d more".formatted(more),
            holding.count() == 1 ? "it" : "them");
  }
}
