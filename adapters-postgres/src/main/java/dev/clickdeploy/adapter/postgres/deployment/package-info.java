/**
 * Deployments and their logs, each written under the lock of its job. Locks are taken in one order:
 * job, deployment, service.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.deployment;

import org.jspecify.annotations.NullMarked;
