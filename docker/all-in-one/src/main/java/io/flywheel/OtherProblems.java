package io.flywheel;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Tells what no side answers for (a path that leads nowhere, a wrong method) as a problem document too. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class OtherProblems extends ResponseEntityExceptionHandler {}
