package dev.clickdeploy.adapter.buildkit.endpoint;

import dev.clickdeploy.model.build.option.Platform;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which daemon a build goes to: the first in its scope's order that is alive and not overloaded
 * (consistent hashing with bounded loads: Mirrokni, Thorup, Zadimoghaddam, 2016).
 */
final class Choice {
  /** How much more than its even share a daemon may have to do before builds spill over. */
  private static final double SLACK = 1.25;

  private Choice() {}

  static Member of(List<Member> members, String scope, List<Platform> platforms) {
    List<Member> alive = preferring(members, member -> !member.isDead());
    List<Member> able = preferring(alive, member -> member.builds(platforms));
    List<Member> ranked = Rendezvous.ranked(able, Member::address, scope);
    int running = ranked.stream().mapToInt(member -> member.running.get()).sum();
    double most = Math.ceil(SLACK * (running + 1) / ranked.size());
    return ranked.stream()
        .filter(member -> member.running.get() < most)
        .findFirst()
        .orElseGet(
            () ->
                ranked.stream()
                    .min(Comparator.comparingInt(member -> member.running.get()))
                    .orElseThrow());
  }

  private static List<Member> preferring(List<Member> members, Predicate<Member> wanted) {
    List<Member> preferred = members.stream().filter(wanted).toList();
    return preferred.isEmpty() ? members : preferred;
  }
}
