/**
 * Harbor: a registry of the distribution specification with an API of its own for what that cannot
 * say. Each capability is a small type behind {@link
 * dev.clickdeploy.adapter.registry.harbor.HarborRegistry}; facts are of goharbor/harbor 2.16,
 * api/v2.0/swagger.yaml.
 */
@NullMarked
package dev.clickdeploy.adapter.registry.harbor;

import org.jspecify.annotations.NullMarked;
