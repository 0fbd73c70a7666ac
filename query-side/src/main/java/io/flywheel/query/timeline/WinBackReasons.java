package io.flywheel.query.timeline;

/** Why a campaign did or did not do something, in words. */
final class WinBackReasons {
    private WinBackReasons() {}

    static String english(String reason) {
        return switch (reason) {
            case "historical" -> "it became known too late to be news";
            case "cool-down" -> "the last one is not long enough ago";
            case "under-way" -> "another win-back is under way";
            case "consent" -> "she does not allow it";
            case "cap" -> "she has got enough messages lately";
            case "channel" -> "there is no way to reach her by this channel";
            case "quiet-hours" -> "it is night where she is";
            case "paused" -> "the campaign is paused";
            case "stopped" -> "all sending is stopped";
            case "returned" -> "she came back";
            case "goal" -> "she reached its goal";
            case "left" -> "she is in another stage";
            case "corrected" -> "she never was in its stage, as became known";
            case "erased" -> "she was forgotten";
            case "merged" -> "she turned out to be somebody known already";
            case "campaign-ended" -> "the campaign was ended";
            case "steps-used-up" -> "all its steps are done";
            default -> reason;
        };
    }

    static String chinese(String reason) {
        return switch (reason) {
            case "historical" -> "得知太晚，已不是新消息";
            case "cool-down" -> "距上次活动时间太短";
            case "under-way" -> "另一个召回活动正在进行";
            case "consent" -> "本人未同意";
            case "cap" -> "近期消息已达上限";
            case "channel" -> "该渠道无法联系到本人";
            case "quiet-hours" -> "免打扰时段";
            case "paused" -> "活动已暂停";
            case "stopped" -> "已停止一切发送";
            case "returned" -> "已回归";
            case "goal" -> "已达成目标";
            case "left" -> "已进入其他阶段";
            case "corrected" -> "更正后，从未进入该阶段";
            case "erased" -> "已被遗忘";
            case "merged" -> "确认为已知的人";
            case "campaign-ended" -> "活动已结束";
            case "steps-used-up" -> "所有步骤已完成";
            default -> reason;
        };
    }
}
