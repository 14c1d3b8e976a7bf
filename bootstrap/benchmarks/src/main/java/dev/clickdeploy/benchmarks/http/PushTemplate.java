package dev.clickdeploy.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A push event's payload but for its commit: the fields that GitHub sends, about 7 kB of them. */
final class PushTemplate {
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  private final byte[] body;
  private final int[] places;
  private final int key;

  /** Commits of another key are other commits: who pushes one twice is not deployed twice. */
  PushTemplate(String repository, String key) {
    this.key = key.hashCode();
    String text = text(repository);
    body = text.getBytes(StandardCharsets.US_ASCII);
    places =
        Stream.iterate(text.indexOf(SHA), at -> at >= 0, at -> text.indexOf(SHA, at + 1))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** With the commit of this number. */
  byte[] body(long number) {
    byte[] sha = "%08x%032x".formatted(key, number + 1).getBytes(StandardCharsets.US_ASCII);
    byte[] next = body.clone();
    for (int place : places) {
      System.arraycopy(sha, 0, next, place, sha.length);
    }
    return next;
  }

  private static String text(String repository) {
    String url = "https://api.github.com/repos/" + repository;
    String links =
        Stream.of(
                "forks keys collaborators teams hooks issue_events events assignees branches tags"
                    + " blobs git_tags git_refs trees statuses languages stargazers contributors"
                    + " subscribers subscription commits git_commits comments issue_comment"
                    + " contents compare merges archive downloads issues pulls milestones"
                    + " notifications labels releases deployments")
            .flatMap(names -> Stream.of(names.split(" ")))
            .map(
                name ->
                    "\"%s_url\":\"%s/%s{/number}{?since,all,participating}\""
                        .formatted(name, url, name))
            .collect(Collectors.joining(","));
    String person = "{\"name\":\"Ada\",\"email\":\"ada@acme.example\",\"username\":\"ada\"}";
    String commit =
        """
        {"id":"%1$s","tree_id":"89abcdef0123456789abcdef0123456789abcdef","distinct":true,\
        "message":"Answer %1$s with what was asked for\\n\\nBecause it was asked.",\
        "timestamp":"2026-01-01T12:00:00+01:00","url":"https://github.com/%2$s/commit/%1$s",\
        "author":%3$s,"committer":%3$s,"added":["src/new.js"],"removed":[],\
        "modified":["README.md","src/main.js","package.json"]}\
        """
            .formatted(SHA, repository, person);
    return """
    {"ref":"refs/heads/main","before":"%4$s","after":"%1$s","repository":{"id":%7$d,\
    "full_name":"%2$s","private":true,"html_url":"https://github.com/%2$s",\
    "clone_url":"https://github.com/%2$s.git","ssh_url":"git@github.com:%2$s.git",%5$s,\
    "pushed_at":1767265200,"default_branch":"main"},"pusher":%3$s,"sender":{"login":"ada",\
    "id":21031067},"created":false,"deleted":false,"forced":false,"base_ref":null,\
    "compare":"https://github.com/%2$s/compare/main","commits":[%6$s],"head_commit":%6$s}\
    """
        .formatted(
            SHA,
            repository,
            person,
            "f".repeat(40),
            links,
            commit,
            // a host's number for it, of its own for each repository
            Integer.toUnsignedLong(repository.hashCode()));
  }
}
