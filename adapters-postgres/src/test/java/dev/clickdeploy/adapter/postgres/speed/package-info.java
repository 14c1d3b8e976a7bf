/**
 * How fast the queue is by itself, without workers: a program to be run by hand while tuning. The
 * benchmark against other queues is a module of its own.
 */
@NullMarked
package dev.clickdeploy.adapter.postgres.speed;

import org.jspecify.annotations.NullMarked;
