/**
 * Plans without builds, as callers ask for them. How a source is planned is the planner's business.
 */
@NullMarked
package dev.clickdeploy.core.plan;

import org.jspecify.annotations.NullMarked;
