package io.flywheel.command.delivery;

import io.flywheel.command.campaign.Campaigns;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What delivery needs where nobody else brings it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DeliverySettings.class, ChannelSettings.class})
class DeliveryConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SendingSwitch whetherSendingIsStopped(Campaigns campaigns) {
        return campaigns::isSendingStoppedNow;
    }
}
