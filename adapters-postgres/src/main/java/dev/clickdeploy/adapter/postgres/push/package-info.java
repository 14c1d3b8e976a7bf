/**
 * The ledger of webhooks' deliveries. Whoever decides on a service's pushes holds its advisory lock
 * until the transaction ends; locks are taken in one order: services, delivery, jobs, deployments.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.push;

import org.jspecify.annotations.NullMarked;
