package dev.gazette.board.hook;

/// A delivery that waits, and the hook whose turn it takes.
record InLine(HookName hook, DeliveryId delivery) {

  @Override
  public String toString() {
    return delivery.value();
  }
}
