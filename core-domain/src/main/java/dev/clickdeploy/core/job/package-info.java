/**
 * The worker pool and what a handler of jobs sees of it. Nothing here knows what a job is about.
 */
@NullMarked
package dev.clickdeploy.core.job;

import org.jspecify.annotations.NullMarked;
