package dev.gazette.bench;

/// One thing that is measured and reported in a section of its own.
interface Benchmark {

  /// Measures, and tells of it.
  void measure(Place place, Section section) throws Exception;
}
