package dev.clickdeploy.model.deployment;

/** What a running deployment is doing, in this order. */
public enum Phase {
  FETCHING,
  PLANNING,
  BUILDING,
  PUSHING,
  VERIFYING
}
