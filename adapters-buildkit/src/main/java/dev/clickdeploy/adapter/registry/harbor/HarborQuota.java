package dev.clickdeploy.adapter.registry.harbor;

import java.util.OptionalLong;

/**
 * What a project's images may take.
 *
 * @param limit in bytes; empty for as much as there is
 * @param used in bytes
 */
public record HarborQuota(OptionalLong limit, long used) {}
