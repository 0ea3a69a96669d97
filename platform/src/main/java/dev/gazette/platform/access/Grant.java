package dev.gazette.platform.access;

/// One right: a scope, on one resource and all below it.
///
/// @param scope `<area>.<verb>`, `<area>.*`, or `*`
/// @param resource a path of whole segments, e.g. `boards/ops`; empty for everywhere
public record Grant(String scope, String resource) {

  /// The right to everything.
  public static final Grant ALL = new Grant("*", "");

  /// Whether this right includes a scope, wherever.
  public boolean includes(String wanted) {
    return scope.equals("*")
        || scope.equals(wanted)
        || (scope.endsWith(".*") && wanted.startsWith(scope.substring(0, scope.length() - 1)));
  }

  /// Whether this right includes a scope on a resource.
  public boolean covers(String wanted, String on) {
    return includes(wanted) && contains(on);
  }

  /// Whether a resource is this right's or lies below it. Segments are whole: `boards/op` does not
  /// contain `boards/ops`.
  public boolean contains(String other) {
    return resource.isEmpty()
        || (other.startsWith(resource)
            && (other.length() == resource.length() || other.charAt(resource.length()) == '/'));
  }
}
