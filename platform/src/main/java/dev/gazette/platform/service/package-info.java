/// Starts, names and ends the five services, each as an application context of its own.
@NullMarked
package dev.gazette.platform.service;

import org.jspecify.annotations.NullMarked;
