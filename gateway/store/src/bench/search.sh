#!/bin/sh
# Measures searching and verifying a long audit trail: gateway/store/src/bench/search.sh [events, 1000000] [h2 or postgresql]
set -eu
cd "$(dirname "$0")/../../../.."
. .mvn/jdk.sh
./mvnw -q -DskipTests -pl gateway/store -am test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
exec "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow -Xmx512m \
  -cp "gateway/store/target/classes:$(cat gateway/store/target/bench.classpath)" \
  gateway/store/src/bench/AuditSearch.java "${1:-1000000}" ${2:+"$2"}
