# Finds a JDK of release 25 or later and exports JAVA_HOME, whatever the default java is. Sourced by mvnw and gazette (POSIX sh).
# Looks at JAVA_HOME, then the java on the PATH, then the usual install folders. Starts no JVM: it reads each JDK's release file.

gazette_is_jdk() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    value=${value%\"}
    value=${value%%[!0-9]*}
    [ "${value:-0}" -ge 25 ]
    return
  done <"$1/release"
  return 1
}

# Prints the first JDK found; runs in a subshell, because the caller may have globbing turned off.
gazette_search_jdk() (
  set +f
  java=$(command -v java) && java=$(readlink -f "$java" 2>/dev/null) || java=
  for home in "${java%/bin/java}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/*; do
    if gazette_is_jdk "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
)

if ! gazette_is_jdk "${JAVA_HOME:-}"; then
  JAVA_HOME=$(gazette_search_jdk) || {
    echo "Gazette needs a JDK 25 and found none: install one, for example Eclipse Temurin 25 from https://adoptium.net, or point JAVA_HOME at it." >&2
    exit 1
  }
fi
export JAVA_HOME
