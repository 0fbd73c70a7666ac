package io.flywheel.query.timeline;

import io.flywheel.api.lifecycle.ChurnDetected;
import io.flywheel.api.lifecycle.ConsentChanged;
import io.flywheel.api.lifecycle.IdentityLinked;
import io.flywheel.api.lifecycle.IdentityReleased;
import io.flywheel.api.lifecycle.LifecycleEvent;
import io.flywheel.api.lifecycle.LifecycleJoined;
import io.flywheel.api.lifecycle.LifecycleMerged;
import io.flywheel.api.lifecycle.LifecycleOpened;
import io.flywheel.api.lifecycle.LifecycleResumed;
import io.flywheel.api.lifecycle.LifecycleSplit;
import io.flywheel.api.lifecycle.ModelAdopted;
import io.flywheel.api.lifecycle.OfferBlocked;
import io.flywheel.api.lifecycle.OfferHeldOut;
import io.flywheel.api.lifecycle.OfferMade;
import io.flywheel.api.lifecycle.OfferPostponed;
import io.flywheel.api.lifecycle.PathCorrected;
import io.flywheel.api.lifecycle.PersonReturned;
import io.flywheel.api.lifecycle.PersonalDataErased;
import io.flywheel.api.lifecycle.StageEntered;
import io.flywheel.api.lifecycle.TouchpointRecorded;
import io.flywheel.api.lifecycle.TouchpointVoided;
import io.flywheel.api.lifecycle.TouchpointsMovedIn;
import io.flywheel.api.lifecycle.TouchpointsMovedOut;
import io.flywheel.api.lifecycle.WinBackDeclined;
import io.flywheel.api.lifecycle.WinBackEnded;
import io.flywheel.api.lifecycle.WinBackStarted;
import io.flywheel.api.touchpoint.Touchpoint;
import java.time.Duration;

/** Every event in Chinese. */
record ChineseTitles(Names names) implements Titles {
    @Override
    public String of(LifecycleEvent event) {
        return switch (event) {
            case LifecycleOpened it -> "首次出现，来源：" + it.source();
            case TouchpointRecorded it -> told(it.facts());
            case TouchpointVoided it -> "由 %s 作废（%s）：%s".formatted(it.by(), it.reason(), told(it.facts()));
            case StageEntered it ->
                it.from() == null
                        ? "进入%s（%s）".formatted(stage(it.model(), it.to()), names.model(it.model()))
                        : "从%s进入%s（%s）"
                                .formatted(
                                        stage(it.model(), it.from()),
                                        stage(it.model(), it.to()),
                                        names.model(it.model()));
            case ChurnDetected it ->
                it.limit() == null
                        ? "主动离开：%s（%s）".formatted(stage(it.model(), it.to()), names.model(it.model()))
                        : "沉默满 %s：%s（%s）"
                                .formatted(told(it.limit()), stage(it.model(), it.to()), names.model(it.model()));
            case PersonReturned it -> "回归，进入%s（%s）".formatted(stage(it.model(), it.to()), names.model(it.model()));
            case PathCorrected it ->
                "阶段更正：撤回 %s 步，新增 %s 步（%s）"
                        .formatted(it.withdrawn().size(), it.entered().size(), names.model(it.model()));
            case ModelAdopted it ->
                it.path().isEmpty()
                        ? "按第 %s 版重算全部历史：尚无阶段（%s）".formatted(it.version(), names.model(it.model()))
                        : "按第 %s 版重算全部历史：现为%s（%s）"
                                .formatted(
                                        it.version(),
                                        stage(it.model(), it.path().getLast().to()),
                                        names.model(it.model()));
            case IdentityLinked it -> "关联%s".formatted(kind(it.kind()));
            case IdentityReleased it -> "解除%s：%s".formatted(kind(it.kind()), it.reason());
            case LifecycleMerged it -> "确认为已知的人，其历程在那里继续";
            case LifecycleJoined it -> "另一人确认为同一人，并入此处";
            case LifecycleSplit it -> "部分历程属于另一人，已拆分";
            case LifecycleResumed it -> "从另一人处拆分出来";
            case TouchpointsMovedOut it ->
                "此后 %s 个触点归另一人".formatted(it.touchpoints().size());
            case TouchpointsMovedIn it ->
                "此后 %s 个触点归此人".formatted(it.touchpoints().size());
            case PersonalDataErased it -> "已遗忘：个人数据永久不可读";
            case WinBackStarted it -> "活动开始：" + it.campaign();
            case WinBackDeclined it -> "未开始活动 %s：%s".formatted(it.campaign(), WinBackReasons.chinese(it.reason()));
            case OfferMade it -> "活动 %s 决定发送第 %s 条消息（%s）".formatted(it.campaign(), it.step(), it.channel());
            case OfferHeldOut it -> "活动 %s 的对照组，不发送".formatted(it.campaign());
            case OfferBlocked it ->
                "活动 %s 的第 %s 条消息不发送：%s".formatted(it.campaign(), it.step(), WinBackReasons.chinese(it.reason()));
            case OfferPostponed it ->
                "活动 %s 的第 %s 条消息推迟：%s".formatted(it.campaign(), it.step(), WinBackReasons.chinese(it.reason()));
            case WinBackEnded it -> "活动 %s 结束：%s".formatted(it.campaign(), WinBackReasons.chinese(it.reason()));
            case ConsentChanged it ->
                (it.granted() ? "同意用于「%s」（%s）" : "撤回对「%s」的同意（%s）").formatted(it.purpose(), told(it));
        };
    }

    private String stage(String model, String stage) {
        return "「" + names.stage(model, stage) + "」";
    }

    private static String told(Touchpoint facts) {
        StringBuilder title = new StringBuilder(TouchpointPhrases.chinese(facts));
        if (facts.quantity() != null) {
            title.append(" × ").append(facts.quantity().toPlainString());
        }
        if (facts.money() != null) {
            title.append("，")
                    .append(facts.money().amount().toPlainString())
                    .append(' ')
                    .append(facts.money().currency());
        }
        if (facts.score() != null) {
            title.append("，评分 ").append(facts.score().toPlainString());
        }
        if (facts.seconds() != null) {
            title.append("，").append(facts.seconds().toPlainString()).append(" 秒");
        }
        if (facts.reference() != null) {
            title.append("，").append(facts.reference());
        }
        if (facts.channel() != null) {
            title.append("（").append(facts.channel()).append("）");
        }
        return title.toString();
    }

    private static String told(ConsentChanged said) {
        return said.source()
                + (said.wording() == null ? "" : "，文案 " + said.wording())
                + (said.expires() == null ? "" : "，至 " + said.expires());
    }

    private static String told(Duration limit) {
        if (limit.toDays() >= 1 && limit.equals(Duration.ofDays(limit.toDays()))) {
            return limit.toDays() + " 天";
        }
        return limit.toHours() >= 1 && limit.equals(Duration.ofHours(limit.toHours()))
                ? limit.toHours() + " 小时"
                : limit.toString();
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "userId" -> "用户 ID";
            case "anonymousId" -> "匿名 ID";
            case "email" -> "邮箱";
            case "phone" -> "手机号";
            default -> kind + " ID";
        };
    }
}
