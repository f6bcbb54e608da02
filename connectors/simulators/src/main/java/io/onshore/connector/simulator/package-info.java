/** What every double of a provider needs: a server, stored bytes, faults and a log of requests. */
@NullMarked
package io.onshore.connector.simulator;

import org.jspecify.annotations.NullMarked;
