package io.flywheel.query.web;

import io.flywheel.api.identity.ExternalId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The calls that change what is recorded of a person, in writing: for readers whom her page offers no buttons. */
record PersonCalls(List<String> identity, List<String> consent, List<String> forget) {
    /** @param base where the command side answers, empty for the address of the page */
    static PersonCalls of(String base, ExternalId id) {
        String person = base + "/api/users/" + Pages.inPath(id.text());
        return new PersonCalls(
                List.of(
                        "POST " + person + "/merge  " + json("with", "anonymousId:visitor-7"),
                        "POST " + person + "/split  " + json("ids", List.of("anonymousId:visitor-7")),
                        "POST " + person + "/split"),
                List.of(
                        "PUT " + person + "/consents/email  " + json("granted", true),
                        "DELETE " + person + "/consents/email"),
                List.of("POST " + person + "/forget  " + json("confirm", id.text())));
    }

    private static String json(String member, Object value) {
        return JsonMapper.shared().writeValueAsString(Map.of(member, value));
    }
}
