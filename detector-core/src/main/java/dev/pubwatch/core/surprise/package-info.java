/** The statistics: predictives, combination, calibration. Formulas and papers are in each class. */
@NullMarked
package dev.pubwatch.core.surprise;

import org.jspecify.annotations.NullMarked;
