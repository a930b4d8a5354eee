//! Punycode forms are those of RFC 3492 and of the URL standard.

use alloc::string::ToString as _;

use super::*;

fn by_url_standard(host: &str) -> Option<String> {
    Some(url::Host::parse(host).ok()?.to_string())
}

#[test]
fn hosts_of_many_scripts_have_their_punycode_form() {
    for (host, ascii) in [
        ("bücher.example", "xn--bcher-kva.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("đặng.example", "xn--ng-pma4741a.example"),
        ("πράσινο.example", "xn--hxa0amibgp.example"),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("例え.jp", "xn--r8jz45g.jp"),
        ("東京。example", "xn--1lqs71d.example"),
        ("한국.example", "xn--3e0b707e.example"),
        ("ｅｘ%61mple.com", "example.com"),
        ("%31２7.0.0.1", "127.0.0.1"),
        ("*.bücher.example", "*.xn--bcher-kva.example"),
    ] {
        assert_eq!(in_ascii(host).as_deref(), Some(ascii), "{host}");
    }
}

/// <https://www.rfc-editor.org/rfc/rfc3492#section-7.1>, in lower case, of the scripts that need no table.
#[test]
fn samples_of_the_rfc_have_their_punycode_form() {
    for (label, ascii) in [
        ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
        ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
        ("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a"),
        (
            "なぜみんな日本語を話してくれないのか",
            "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
        ),
        (
            "세계의모든사람들이한국어를이해한다면얼마나좋을까",
            "989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c",
        ),
        (
            "почемужеонинеговорятпорусски",
            "b1abfaaepdrnnbgefbadotcwatmq2g4l",
        ),
        (
            "porquénopuedensimplementehablarenespañol",
            "porqunopuedensimplementehablarenespaol-fmd56a",
        ),
        (
            "tạisaohọkhôngthểchỉnóitiếngviệt",
            "tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g",
        ),
        ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
        (
            "安室奈美恵-with-super-monkeys",
            "-with-super-monkeys-pc58ag80a8qai00g7n9n",
        ),
        (
            "hello-another-way-それぞれの場所",
            "hello-another-way--fc4qua05auwb3674vfr0b",
        ),
        ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"),
        ("majiでkoiする5秒前", "majikoi5-783gue6qz075azm5e"),
        ("パフィーdeルンバ", "de-jg4avhby1noc0d"),
        ("そのスピードで", "d9juau41awczczp"),
    ] {
        let letters: Vec<char> = label.chars().collect();
        assert_eq!(encoded(&letters), ascii, "{label}");
    }
}

/// The second number is divided until it is at most 455, and here it is 455.
#[test]
fn a_number_at_the_bound_of_the_bias_is_not_divided() {
    let host = "ab一亶仨";
    assert_eq!(in_ascii(host).as_deref(), Some("xn--ab-wu2c01ath"));
    assert_eq!(in_ascii(host), by_url_standard(host));
}

#[test]
fn hosts_that_need_tables_have_none() {
    for host in [
        "ﬁ.example",
        "Ⅷ.example",
        "u\u{308}ber.example",
        "xn--ü.example",
        "שלום.example",
        "ไทย.example",
        "%2a.example",
        "%zz.example",
        "%ff.example",
        "%",
    ] {
        assert_eq!(in_ascii(host), None, "{host}");
    }
}

#[test]
fn hosts_that_dns_does_not_allow_have_none() {
    let host = |bytes: usize| "ü".repeat(bytes / 2);
    assert!(in_ascii(&host(MOST_BYTES)).is_some());
    assert_eq!(in_ascii(&host(MOST_BYTES + 2)), None);
}

#[test]
fn every_letter_is_what_the_url_standard_makes_of_it() {
    for letter in '\u{80}'..=char::MAX {
        let host = format!("a{letter}z.example");
        if let Some(ascii) = in_ascii(&host) {
            assert_eq!(Some(ascii), by_url_standard(&host), "{host}");
        }
    }
}

#[test]
fn neighbours_do_not_change_letters() {
    let plain = PLAIN_LETTERS.iter().flat_map(|(first, last)| {
        let letters = *first..=*last;
        letters
            .filter(|letter| normalized(*letter).is_some())
            .step_by(7)
    });
    let letters: Vec<char> = plain.take(2_000).collect();
    for chunk in letters.windows(9).chain(letters.chunks(23)) {
        let host: String = chunk.iter().collect();
        assert_eq!(in_ascii(&host), by_url_standard(&host), "{host}");
        let mixed = format!("a{host}-7.{host}");
        assert_eq!(in_ascii(&mixed), by_url_standard(&mixed), "{mixed}");
    }
}
