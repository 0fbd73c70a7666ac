package io.flywheel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts both sides in one process. */
@SpringBootApplication
public class Flywheel {
    public static void main(String[] args) {
        SpringApplication.run(Flywheel.class, args);
    }
}
