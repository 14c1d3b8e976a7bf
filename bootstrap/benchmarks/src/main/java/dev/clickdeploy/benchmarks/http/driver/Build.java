package dev.clickdeploy.benchmarks.http.driver;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Claim;

/** A claimed build that only writes its log. */
record Build(Claim claim, DeploymentId deployment) {}
