package io.flywheel.query.timeline;

import io.flywheel.api.touchpoint.Touchpoint;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the canonical touchpoint names mean in plain words; any other name stands for itself. */
final class TouchpointPhrases {
    private record Phrase(String name, String english, String chinese) {}

    private static final Map<String, Phrase> PHRASES = """
            Page Viewed|Viewed a page|浏览页面
            Screen Viewed|Opened a screen|浏览应用界面
            Ad Impression|Was shown an ad|看到广告
            Ad Clicked|Clicked an ad|点击广告
            Content Viewed|Viewed content|浏览内容
            Signed Up|Signed up|注册
            Form Submitted|Submitted a form|提交表单
            Application Installed|Installed the app|安装应用
            Followed|Followed|关注
            Trial Started|Started a trial|开始试用
            Trial Ended|The trial ended|试用结束
            Signed In|Signed in|登录
            Checked In|Checked in|签到
            Session Ended|Ended a session|结束会话
            Video Watched|Watched a video|观看视频
            Liked|Liked something|点赞
            Commented|Commented|评论
            Product Viewed|Viewed a product|浏览商品
            Product Added|Put a product in the cart|加入购物车
            Product Removed|Took a product out of the cart|移出购物车
            Checkout Started|Started the checkout|开始结账
            Invitation Accepted|Accepted an invitation|接受邀请
            Order Completed|Completed an order|完成订单
            Order Refunded|Was refunded|订单退款
            Order Cancelled|Cancelled an order|取消订单
            Subscription Started|Started a subscription|开通订阅
            Subscription Renewed|Renewed the subscription|续订
            Subscription Upgraded|Upgraded the subscription|升级订阅
            Subscription Cancelled|Cancelled the subscription|取消订阅
            Invite Sent|Invited somebody|发出邀请
            Referral Converted|Brought somebody who joined|推荐成功
            Review Submitted|Wrote a review|提交评价
            NPS Submitted|Said how likely a recommendation is|提交 NPS 评分
            Content Posted|Posted content|发布内容
            Feedback Submitted|Gave feedback|提交反馈
            Survey Answered|Answered a survey|回答问卷
            Community Joined|Joined the community|加入社群
            Offer Shared|Shared an offer|分享优惠
            Offer Sent|Was sent an offer|收到优惠
            Offer Accepted|Accepted an offer|接受优惠
            Message Sent|Was sent a message|向其发送消息
            Message Delivered|A message was delivered|消息已送达
            Message Bounced|A message bounced|消息被退回
            Message Opened|Opened a message|打开消息
            Message Clicked|Clicked in a message|点击消息
            Message Link Clicked|Clicked a link in a message|点击消息中的链接
            Email Sent|Was sent a mail|向其发送邮件
            Email Delivered|A mail was delivered|邮件已送达
            Email Bounced|A mail bounced|邮件被退回
            Email Opened|Opened a mail|打开邮件
            Email Link Clicked|Clicked a link in a mail|点击邮件中的链接
            Email Marked as Spam|Marked a mail as spam|将邮件标为垃圾邮件
            Push Notification Received|Was sent a push notification|收到推送通知
            Push Notification Tapped|Tapped a push notification|点击推送通知
            Push Notification Bounced|A push notification bounced|推送通知未送达
            Coupon Redeemed|Redeemed a coupon|使用优惠券
            Unsubscribed|Unsubscribed from messages|退订消息
            Ticket Opened|Opened a support ticket|提交工单
            Ticket Solved|A support ticket was solved|工单已解决
            Identify|Was identified|识别身份
            Group|Joined a group|加入群组
            Alias|Was given another id|关联另一 ID
            """.lines()
            .map(line -> line.split("\\|", 3))
            .map(parts -> new Phrase(parts[0], parts[1], parts[2]))
            .collect(Collectors.toMap(Phrase::name, Function.identity()));

    private TouchpointPhrases() {}

    static String english(Touchpoint facts) {
        String name = name(facts);
        Phrase phrase = PHRASES.get(name);
        return phrase == null ? "“" + name + "”" : phrase.english();
    }

    static String chinese(Touchpoint facts) {
        String name = name(facts);
        Phrase phrase = PHRASES.get(name);
        return phrase == null ? "“" + name + "”" : phrase.chinese();
    }

    private static String name(Touchpoint facts) {
        return switch (facts.kind()) {
            case IDENTIFY -> "Identify";
            case GROUP -> "Group";
            case ALIAS -> "Alias";
            case TRACK, PAGE, SCREEN -> facts.name();
        };
    }
}
