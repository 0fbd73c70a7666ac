package io.flywheel.command.spend;

import io.flywheel.command.platform.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Nothing of a request was recorded, and why: a problem document (RFC 9457) that names every bad row. */
final class SpendRefused extends ErrorResponseException {
    private static final long serialVersionUID = 1;

    /** @param line of the file, or the row's number in JSON, from 1 */
    record BadRow(long line, String reason) {}

    private SpendRefused(HttpStatus status, String title, String detail) {
        super(status, Problem.of(status, title, detail), null);
    }

    static SpendRefused rows(List<BadRow> problems) {
        SpendRefused refused = new SpendRefused(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "The spend was refused",
                "Nothing was recorded. Correct the rows named in 'problems' (" + problems.size()
                        + ") and send all of them again.");
        refused.getBody().setProperty("problems", problems);
        return refused;
    }

    static SpendRefused tooManyRows(int most) {
        return tooLarge("One request may have " + most + " rows; send the others in further ones.");
    }

    static SpendRefused tooLarge(String detail) {
        return new SpendRefused(HttpStatus.CONTENT_TOO_LARGE, "The spend is too much for one request", detail);
    }
}
