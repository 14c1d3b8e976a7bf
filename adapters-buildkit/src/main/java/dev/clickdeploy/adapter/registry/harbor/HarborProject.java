package dev.clickdeploy.adapter.registry.harbor;

/**
 * A project of Harbor.
 *
 * @param isPublic whether anybody may pull
 */
public record HarborProject(long id, String name, boolean isPublic) {}
