/**
 * Tests of the git adapter on real git, and {@code GitHost}, which other modules use too. Fixtures
 * that serve repositories come here.
 */
@NullMarked
package dev.clickdeploy.adapter.git;

import org.jspecify.annotations.NullMarked;
