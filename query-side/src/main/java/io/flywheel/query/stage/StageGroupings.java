package io.flywheel.query.stage;

import io.flywheel.api.Micros;
import io.flywheel.query.platform.Grouping;
import io.flywheel.query.platform.Models;
import io.flywheel.query.platform.PeopleCount;
import io.flywheel.query.platform.ReadStore;
import io.flywheel.query.platform.Scan;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lets other answers tell people apart by their stage, and by the channel of their first touchpoint. */
@Configuration(proxyBeanMethods = false)
class StageGroupings {
    @Bean
    PeopleCount peopleCount(@ReadStore JdbcTemplate jdbc) {
        return at -> count(jdbc, at);
    }

    private static long count(JdbcTemplate jdbc, Instant at) {
        Long found =
                jdbc.queryForObject("SELECT COUNT(*) FROM stage_person WHERE first_at < ?", Long.class, Micros.of(at));
        return found == null ? 0 : found;
    }

    @Bean
    Grouping channels(Scan scan) {
        return new Grouping() {
            @Override
            public String name() {
                return "channel";
            }

            @Override
            public List<String> readModels() {
                return List.of(StageProjection.NAME);
            }

            @Override
            public void each(Question question, Reader reader) {
                scan.each(
                        "SELECT stream, first_channel FROM stage_person WHERE first_at < ?",
                        row -> {
                            String channel = row.getString(2);
                            reader.person(row.getString(1), channel == null ? StageQuestion.NO_CHANNEL : channel);
                        },
                        Micros.of(question.at()));
            }
        };
    }

    @Bean
    Grouping stages(StageQueries stages, Models models) {
        return new Grouping() {
            @Override
            public String name() {
                return "stage";
            }

            @Override
            public List<String> readModels() {
                return List.of(StageProjection.NAME, Models.READ_MODEL);
            }

            @Override
            public void each(Question question, Reader reader) {
                stages.each(new StageQuestion(models.named(question.model()), null), question.at(), reader::person);
            }
        };
    }
}
