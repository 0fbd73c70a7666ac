package io.flywheel.command.delivery;

import java.util.Locale;

/** The pages behind the links in messages, in English and Chinese. They load nothing, and name nobody. */
enum UnsubscribePage {
    ASK("Unsubscribe", "Do you want no more messages like this one?", "退订", "您确定不再接收此类消息吗？", true),
    DONE(
            "You are unsubscribed",
            "You will get no more messages like this one. You can close this page.",
            "已退订",
            "您将不再收到此类消息。您可以关闭此页面。",
            false),
    UNKNOWN(
            "This link is not known",
            "It may have been cut off. Copy all of it from the message, or use the link of a later one.",
            "无法识别此链接",
            "链接可能不完整。请从消息中复制完整链接，或使用较新消息中的链接。",
            false);

    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private static final String FORM = """
            <form method="post"><button>%s</button></form>
            """;
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem; color: #222 }
            button { font: inherit; padding: .5rem 1.25rem; color: #fff; background: #1f5fbf; border: 0; border-radius: .4rem }
            </style>
            </head>
            <body>
            <h1>%s</h1>
            <p>%s</p>
            %s</body>
            </html>
            """;

    private final String title;
    private final String text;
    private final String chineseTitle;
    private final String chineseText;
    private final boolean asks;

    UnsubscribePage(String title, String text, String chineseTitle, String chineseText, boolean asks) {
        this.title = title;
        this.text = text;
        this.chineseTitle = chineseTitle;
        this.chineseText = chineseText;
        this.asks = asks;
    }

    String in(Locale locale) {
        boolean chinese = locale.getLanguage().equals("zh");
        String head = chinese ? chineseTitle : title;
        return PAGE.formatted(
                chinese ? "zh" : "en", head, head, chinese ? chineseText : text, asks ? FORM.formatted(head) : "");
    }
}
