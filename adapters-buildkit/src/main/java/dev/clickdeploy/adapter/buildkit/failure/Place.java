package dev.clickdeploy.adapter.buildkit.failure;

import dev.clickdeploy.model.build.DockerfileSource;

/** Where in which Dockerfile something failed, in words. */
record Place(DockerfileSource dockerfile) {

  String file() {
    return switch (dockerfile) {
      case DockerfileSource.Generated generated -> "generated Dockerfile";
      case DockerfileSource.ForFrontend other -> other.filename();
      case DockerfileSource.InTree inTree ->
          // the file may have any name; the word must not be missing
          inTree.path().contains("Dockerfile") ? inTree.path() : "Dockerfile " + inTree.path();
    };
  }

  String of(ErrorDetails details) {
    return details.source().map(source -> file() + " line " + source.line()).orElse(file());
  }
}
