package dev.clickdeploy.port.out.contract.model;

import dev.clickdeploy.model.job.Priority;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.IntegerArbitrary;

/** Which sequences are likely: much work in progress, and some of everything else. */
final class Steps {
  static final int ORGANIZATIONS = 3;
  static final int KINDS = 2;
  static final int LONGEST = 60;

  private final IntegerArbitrary process;

  /** Sequences by one process, or several. */
  Steps(int processes) {
    process = number(processes);
  }

  Arbitrary<List<Step>> sequences() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, enqueue()),
            Tuple.of(8, claim()),
            Tuple.of(4, claims(3).flatMap(list -> process.map(p -> new Step.Complete(p, list)))),
            Tuple.of(2, claims(4).flatMap(list -> process.map(p -> new Step.Extend(p, list)))),
            Tuple.of(4, fail()),
            Tuple.of(1, Combinators.combine(process, number(8)).as(Step.AcknowledgeCancel::new)),
            Tuple.of(2, Combinators.combine(process, number(8)).as(Step.Release::new)),
            Tuple.of(3, process.map(Step.Rescue::new)),
            Tuple.of(2, Combinators.combine(process, number(12)).as(Step.Cancel::new)),
            Tuple.of(2, Combinators.combine(process, number(12)).as(Step.Retry::new)),
            Tuple.of(1, limit()),
            Tuple.of(1, process.map(Step.Tidy::new)),
            Tuple.of(4, Arbitraries.integers().between(1, 80).map(Step.Pass::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(LONGEST);
  }

  private static IntegerArbitrary number(int count) {
    return Arbitraries.integers().between(0, count - 1);
  }

  private static Arbitrary<List<Integer>> claims(int most) {
    return number(8).list().ofMinSize(1).ofMaxSize(most);
  }

  private Arbitrary<Step> enqueue() {
    Arbitrary<Step.Draft> draft =
        Combinators.combine(
                number(ORGANIZATIONS),
                number(KINDS),
                Arbitraries.of(Priority.values()),
                number(3).injectNull(0.7),
                Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(-90, 90).injectNull(0.6))
            .as(Step.Draft::new);
    return Combinators.combine(process, draft.list().ofMinSize(1).ofMaxSize(5))
        .as(Step.Enqueue::new);
  }

  private Arbitrary<Step> claim() {
    return Combinators.combine(process, number(6).list().ofSize(KINDS)).as(Step.Claim::new);
  }

  private Arbitrary<Step> fail() {
    return Combinators.combine(
            process, number(8), Arbitraries.of(true, true, false), Arbitraries.of(0, 0, 5, 40))
        .as(Step.Fail::new);
  }

  private Arbitrary<Step> limit() {
    Arbitrary<Integer> most = Arbitraries.integers().between(1, 4).injectNull(0.4);
    return Combinators.combine(process, number(KINDS), most, most).as(Step.Limit::new);
  }
}
