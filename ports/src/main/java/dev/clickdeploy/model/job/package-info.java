/**
 * The unit of queued work: its states, its claim with lease and fence, and its retry policy.
 * Nothing here knows how jobs are stored.
 */
@NullMarked
package dev.clickdeploy.model.job;

import org.jspecify.annotations.NullMarked;
