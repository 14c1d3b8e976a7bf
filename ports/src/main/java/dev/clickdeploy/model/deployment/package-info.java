/**
 * One attempt to turn one commit of one service into an image: its states, phases, progress,
 * failure and log lines. The legal transitions live on {@link
 * dev.clickdeploy.model.deployment.Deployment} itself.
 */
@NullMarked
package dev.clickdeploy.model.deployment;

import org.jspecify.annotations.NullMarked;
