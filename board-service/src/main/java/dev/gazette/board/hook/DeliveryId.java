package dev.gazette.board.hook;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.regex.Pattern;

/// Names a delivery: `dlv_` and 12 characters.
///
/// @param value the id as text
record DeliveryId(String value) {

  static final String PREFIX = "dlv_";

  private static final Pattern SHAPE = Pattern.compile("dlv_[0-9a-z]{12}");

  DeliveryId {
    if (!SHAPE.matcher(value).matches()) {
      throw INVALID_ARGUMENT.because(
          "delivery_id is not a delivery's id (dlv_ and 12 characters); list the deliveries.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
