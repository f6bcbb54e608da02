/** How OneDrive and SharePoint do it, through Microsoft Graph. */
@NullMarked
package io.onshore.connector.onedrive;

import org.jspecify.annotations.NullMarked;
