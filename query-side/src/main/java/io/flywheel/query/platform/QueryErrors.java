package io.flywheel.query.platform;

import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns whatever goes wrong while a question is answered into a problem document. */
@RestControllerAdvice(basePackages = "io.flywheel.query")
class QueryErrors extends ResponseEntityExceptionHandler {}
