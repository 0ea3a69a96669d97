package dev.gazette.board.card;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many callers who do the same at the same moment.
final class Crowd {

  static final int SIZE = 64;

  private Crowd() {}

  /// What each of 64 callers got, all let go at once.
  static <T> List<T> atOnce(Callable<T> work) throws Exception {
    var barrier = new CyclicBarrier(SIZE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<T>>();
      for (int i = 0; i < SIZE; i++) {
        futures.add(
            threads.submit(() -> {
              barrier.await();
              return work.call();
            }));
      }
      var results = new ArrayList<T>();
      for (var future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
