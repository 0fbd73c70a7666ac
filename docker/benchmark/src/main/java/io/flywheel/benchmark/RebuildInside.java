package io.flywheel.benchmark;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The product with a log that grows by very much at one moment: how long until every read model has seen it. */
public final class RebuildInside {
    private static final int PAUSE_MILLIS = 5;

    private RebuildInside() {}

    /** Run by the product's launcher. */
    public static void main(String[] words) throws Exception {
        long warmUpTo = Long.parseLong(words[1]);
        long until = Long.parseLong(words[2]);
        Started product = Started.with(words[0], List.of());
        JdbcTemplate ledger = product.bean(JdbcTemplate.class);
        JdbcTemplate readModels = product.bean("readStore", JdbcTemplate.class);
        seconds(ledger, readModels, warmUpTo);
        long processor = ProcessorTime.nanos();
        double seconds = seconds(ledger, readModels, until);
        double used = (ProcessorTime.nanos() - processor) / 1e9;
        double stock = StockProcessors.rate(product, ledger, readModels, warmUpTo, Integer.parseInt(words[3]));
        System.out.println("rebuilt seconds " + seconds + " processor " + used + " stock " + stock);
        product.context().close();
        System.exit(0);
    }

    private static double seconds(JdbcTemplate ledger, JdbcTemplate readModels, long head) throws InterruptedException {
        long start = System.nanoTime();
        ledger.update("UPDATE ledger_head SET position = ? WHERE id = 1", head);
        while (behind(readModels, head)) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static boolean behind(JdbcTemplate readModels, long head) {
        Long slowest = readModels.queryForObject("SELECT MIN(position) FROM read_model_live", Long.class);
        return slowest == null || slowest < head;
    }
}
