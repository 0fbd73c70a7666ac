package io.flywheel.command.privacy;

import io.flywheel.api.privacy.KeyKeeper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the key that signs receipts with those that open things: they are backed up together. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {
    @Bean
    ReceiptKey receiptKey(KeyKeeper keys) {
        return ReceiptKey.in(keys.folder().resolve("receipts.key"));
    }
}
