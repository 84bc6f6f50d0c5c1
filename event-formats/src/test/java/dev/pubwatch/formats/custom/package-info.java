@NullMarked
package dev.pubwatch.formats.custom;

import org.jspecify.annotations.NullMarked;
