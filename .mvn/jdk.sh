# Sourced by mvnw: leaves JAVA_HOME at a JDK 25 or later, or says in one line what to install.
# Keeps a JAVA_HOME that is new enough, else tries the `java` of the path, else the usual places.

onshore_jdk_version() { # the feature release of the JDK in folder $1, or 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null | grep . || echo 0
}

onshore_find_jdk() {
  path_java=$(command -v javac 2>/dev/null || true)
  path_home=
  [ -z "$path_java" ] || path_home=$(dirname "$(dirname "$(readlink -f "$path_java")")")
  for home in "${JAVA_HOME-}" "$path_home" /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.jdks/* \
    "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ "$(onshore_jdk_version "$home")" -ge 25 ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

if ! JAVA_HOME=$(onshore_find_jdk); then
  echo "mvnw: no JDK 25 or later found; install one (for example Temurin 25) or point JAVA_HOME at it" >&2
  exit 1
fi
export JAVA_HOME
