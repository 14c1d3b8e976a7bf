/**
 * The job queue: the rows of live and finished jobs, and one class for each group of verbs. The
 * rules of a job's states are in {@link dev.clickdeploy.model.job.Job}, not here.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.queue;

import org.jspecify.annotations.NullMarked;
