package io.onshore.connector.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** A case that needs no fault from the provider and so can run against a real account as well. */
@Documented
@Tag("live")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Live {}
