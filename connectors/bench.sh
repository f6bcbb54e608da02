#!/bin/sh
# Measures what sending costs, by a connector and by its vendor's own upload: connectors/bench.sh onedrive
set -eu
cd "$(dirname "$0")/.."
module=${1:?say which connector: box, dropbox, googledrive, onedrive}
. .mvn/jdk.sh
./mvnw -q -DskipTests -pl "connectors/$module" -am package dependency:build-classpath \
  -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
main=$(cd "connectors/$module/target/test-classes" && find io -name '*Bench.class' | sed 's/\.class$//; s,/,.,g')
exec "$JAVA_HOME/bin/java" -cp \
  "connectors/$module/target/test-classes:connectors/$module/target/classes:$(cat "connectors/$module/target/bench.classpath")" "$main"
