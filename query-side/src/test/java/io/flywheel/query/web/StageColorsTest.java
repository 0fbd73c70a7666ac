package io.flywheel.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours of stages can be told apart, by people who see no red or no green as well. */
class StageColorsTest {
    /** What is left of red, green and blue: as seen by most, without red, without green (Machado et al. 2009). */
    private static final double[][] EYES = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}
    };

    @Test
    void there_are_as_many_as_the_charts_use() throws IOException {
        assertThat(Script.read("charts.js")).contains("STAGE_COLORS = 12");
        assertThat(schemes())
                .hasSize(2)
                .allSatisfy(colors -> assertThat(colors).hasSize(12).doesNotHaveDuplicates());
    }

    @Test
    void no_two_are_alike_to_any_eye_and_neighbours_least_of_all() throws IOException {
        for (List<String> colors : schemes()) {
            for (int one = 0; one < colors.size(); one++) {
                for (int other = one + 1; other < colors.size(); other++) {
                    for (double[] eye : EYES) {
                        assertThat(difference(seen(colors.get(one), eye), seen(colors.get(other), eye)))
                                .as("%s and %s", colors.get(one), colors.get(other))
                                .isGreaterThan(other == one + 1 ? 0.17 : 0.07);
                    }
                }
            }
        }
    }

    private static List<List<String>> schemes() throws IOException {
        try (InputStream in = StageColorsTest.class.getResourceAsStream("/static/css/flywheel.css")) {
            String css = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<List<String>> schemes = new ArrayList<>();
            Matcher color = Pattern.compile("--s(\\d+): (#[0-9a-f]{6});").matcher(css);
            while (color.find()) {
                if (color.group(1).equals("0")) {
                    schemes.add(new ArrayList<>());
                }
                assertThat(color.group(1))
                        .isEqualTo(String.valueOf(schemes.getLast().size()));
                schemes.getLast().add(color.group(2));
            }
            return schemes;
        }
    }

    private static double[] seen(String color, double[] eye) {
        double[] light = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(color, 1 + 2 * i, 3 + 2 * i, 16) / 255.0;
            light[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return okLab(times(eye, light));
    }

    /** Lightness and two hues in which distances are about those that people see (Ottosson 2020). */
    private static double[] okLab(double[] rgb) {
        double[] cones = times(
                new double[] {
                    0.4122214708,
                    0.5363325363,
                    0.0514459929,
                    0.2119034982,
                    0.6806995451,
                    0.1073969566,
                    0.0883024619,
                    0.2817188376,
                    0.6299787005
                },
                rgb);
        for (int i = 0; i < 3; i++) {
            cones[i] = Math.cbrt(cones[i]);
        }
        return times(
                new double[] {
                    0.2104542553,
                    0.7936177850,
                    -0.0040720468,
                    1.9779984951,
                    -2.4285922050,
                    0.4505937099,
                    0.0259040371,
                    0.7827717662,
                    -0.8086757660
                },
                cones);
    }

    /** Of what lies between nothing and all there is. */
    private static double[] times(double[] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 9; i++) {
            product[i / 3] += matrix[i] * Math.clamp(vector[i % 3], 0, 1);
        }
        return product;
    }

    private static double difference(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return Math.sqrt(sum);
    }
}
