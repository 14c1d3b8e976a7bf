package dev.clickdeploy.adapter.registry.harbor;

/**
 * A label of a project.
 *
 * @param color {@code #rrggbb}
 */
public record HarborLabel(long id, String name, String color) {}
