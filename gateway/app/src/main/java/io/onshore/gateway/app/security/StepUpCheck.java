package io.onshore.gateway.app.security;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Stands before operations that are marked {@link StepUp}, behind the check of roles. */
@StepUp
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 500)
class StepUpCheck {
  private final SignInStrength strength;

  StepUpCheck(SignInStrength strength) {
    this.strength = strength;
  }

  @AroundInvoke
  Object check(InvocationContext operation) throws Exception {
    strength.require();
    return operation.proceed();
  }
}
