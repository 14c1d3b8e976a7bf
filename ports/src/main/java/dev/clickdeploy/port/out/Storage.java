package dev.clickdeploy.port.out;

/**
 * Everything that one database keeps. Its parts agree with each other: what one writes in a
 * transaction, the others see.
 */
public interface Storage {
  /** Organizations and projects. */
  TenantStore tenants();

  /** Access tokens. */
  TokenStore tokens();

  /** Services and their secrets. */
  ServiceStore services();

  /** What builds of services are given. */
  ServiceVault vault();

  /** Deployments, each with its job. */
  DeploymentStore deployments();

  /** Which images are not kept any longer. */
  ImageRetention retention();

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

  /** What runs and waits, to be looked at. */
  DeploymentQueue deploymentQueue();

  /** Which processes take jobs. */
  WorkerRoll workers();

  /** The queue's wake-up calls. */
  JobSignals signals();

  /** The wake-up calls of those who follow logs. */
  LogSignals logSignals();
}
