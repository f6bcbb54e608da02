package io.onshore.gateway.app.safety;

/**
 * Something that must not be so where real files go.
 *
 * @param setting the setting that puts it right
 * @param what what is wrong, and what to do
 */
public record Hazard(String setting, String what) {}
