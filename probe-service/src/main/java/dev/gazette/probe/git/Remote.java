package dev.gazette.probe.git;

import java.util.regex.Pattern;

/// A remote of a repository.
///
/// @param name e.g. `origin`
/// @param url its address, with credentials masked
public record Remote(String name, String url) {

  private static final String MASK = "****";
  private static final Pattern USER_INFO =
      Pattern.compile("^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<user>[^/?#]*)@");
  private static final Pattern QUERY = Pattern.compile("[?#].*$", Pattern.DOTALL);

  /// A remote as git's configuration has it. Whatever could be a credential is masked: all before
  /// the `@` of an address, but for the user of SSH, and all after a `?`.
  static Remote masking(String name, String url) {
    var user = USER_INFO.matcher(printable(url));
    String masked =
        user.find()
            ? user.replaceFirst(
                java.util.regex.Matcher.quoteReplacement(
                    user.group("scheme")
                        + "://"
                        + maskUser(user.group("scheme"), user.group("user"))
                        + "@"))
            : printable(url);
    return new Remote(printable(name), QUERY.matcher(masked).replaceFirst("?" + MASK));
  }

  private static String maskUser(String scheme, String user) {
    if (!scheme.endsWith("ssh")) {
      return MASK;
    }
    int colon = user.indexOf(':');
    return colon < 0 ? user : user.substring(0, colon + 1) + MASK;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "");
  }
}
