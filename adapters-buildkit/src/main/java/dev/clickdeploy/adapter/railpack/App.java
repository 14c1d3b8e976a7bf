package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.service.BuildSettings;

/** What is to be planned: the files, what the service wants, and where base images come from. */
record App(SourceFiles files, BuildSettings settings, BaseImages images) {}
