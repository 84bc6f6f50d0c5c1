/**
 * The bundled scenario: two years of made-up ordinary life with labelled incidents at its end, and
 * how what was alerted is held against the labels. Every name, address and number in it is
 * invented; addresses and AS numbers are those reserved for documentation.
 */
@NullMarked
package dev.pubwatch.cli.stack.demo;

import org.jspecify.annotations.NullMarked;
