package dev.clickdeploy.port.out;

/**
 * Everything that one database keeps. Its parts agree with each other: what one writes in a
 * transaction, the others see.
 */
public interface Storage {
  /** Organizations, projects and tokens. */
  TenantStore tenants();

  /** Services and their secrets. */
  ServiceStore services();

  /** Deployments, each with its job. */
  DeploymentStore deployments();

  /** The logs of deployments. */
  LogStore logs();

  /** What pushes came to. */
  PushLedger pushes();

  /** What git hosts have been told of commits. */
  StatusLedger statuses();

  /** When branches are looked at. */
  BranchWatch branches();

  /** The queue. */
  JobQueue jobs();

  /** What operators do with the queue. */
  JobControl jobControl();

  /** The queue's wake-up calls. */
  JobSignals signals();

  /** The wake-up calls of those who follow logs. */
  LogSignals logSignals();
}
