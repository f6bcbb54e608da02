#!/bin/sh
# Measures the packaged gateway under load: heap, resident memory and time. See gateway/app/README.md.
#   ./mvnw -DskipTests package && gateway/app/src/bench/load.sh [heap, 128m] [size of the large file in MiB, 1024]
# With a third argument, so many destinations are set up and the list of them is measured instead.
set -eu
cd "$(dirname "$0")/../../../.."
. .mvn/jdk.sh

for built in gateway/app/target/quarkus-app/quarkus-run.jar gateway/acceptance/target/test-classes; do
  [ -e "$built" ] || { echo "load: $built is missing; run ./mvnw -DskipTests package first" >&2; exit 1; }
done
./mvnw -q -B -DskipTests -pl connectors/simulators -am compile \
  dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=target/load.classpath
simulators="connectors/simulators/target/classes:$(cat connectors/simulators/target/load.classpath)"

exec "$JAVA_HOME/bin/java" \
  -Dload.heap="${1:-128m}" -Dload.megabytes="${2:-1024}" -Dload.destinations="${3:-1}" \
  -Dload.simulators="$PWD/$simulators" \
  -Dload.app="$PWD/gateway/app/target/quarkus-app/quarkus-run.jar" \
  -Dload.log="$PWD/gateway/app/target/load.log" \
  -Dload.sample="$PWD/gateway/app/src/main/resources/demo/sample-photo.age" \
  -cp gateway/acceptance/target/test-classes gateway/app/src/bench/Load.java
