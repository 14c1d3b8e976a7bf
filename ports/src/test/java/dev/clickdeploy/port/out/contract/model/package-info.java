/**
 * Random sequences of every verb of the queue by several workers, held against a small model of
 * what its port promises. The model knows no implementation and stays simple enough to be read as
 * the promise.
 */
@NullMarked
package dev.clickdeploy.port.out.contract.model;

import org.jspecify.annotations.NullMarked;
