//! The Punycode form of a host with letters beyond ASCII, as browsers send it, for helps: of the scripts whose letters
//! need no table, because a letter in lower case is its own normal form. A host in another script gets a help without it.
//!
//! Source: <https://www.rfc-editor.org/rfc/rfc3492#section-6.3>, <https://www.unicode.org/reports/tr46/>.

use alloc::{format, string::String, vec::Vec};

use super::ip;

/// The host as browsers send it, for one with Unicode or percent-escapes.
pub(super) fn in_ascii(host: &str) -> Option<String> {
    if host.len() > MOST_BYTES {
        return None;
    }
    let decoded = percent_decoded(host)?;
    let seen = decoded.chars().filter(|letter| !IGNORED.contains(letter));
    let letters: Vec<char> = seen.map(normalized).collect::<Option<_>>()?;
    let labels = letters.split(|letter| *letter == '.');
    let labels: Vec<String> = labels.map(label_in_ascii).collect::<Option<_>>()?;
    let ascii = labels.join(".");
    // Decoding must not add a wildcard.
    let is_same = host.contains('*') || !ascii.contains('*');
    is_same.then(|| ip::canonical(&ascii).unwrap_or(ascii))
}

fn percent_decoded(host: &str) -> Option<String> {
    let mut parts = host.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

fn label_in_ascii(letters: &[char]) -> Option<String> {
    let text: String = letters.iter().collect();
    if text.is_ascii() {
        return Some(text);
    }
    // It would have to be decoded and validated.
    if text.starts_with("xn--") {
        return None;
    }
    Some(format!("xn--{}", encoded(letters)))
}

/// The character in lower case, if that is all that normalisation does to it, wherever it is.
fn normalized(letter: char) -> Option<char> {
    match letter {
        _ if letter.is_ascii() => return Some(letter.to_ascii_lowercase()),
        // Letters of full width are those of ASCII, in their order.
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            return char::from_u32(u32::from(letter) - FULL_WIDTH).and_then(normalized);
        }
        '。' | '．' | '｡' => return Some('.'),
        _ => {}
    }
    let mut lower = letter.to_lowercase();
    let lower = lower.next().filter(|_| lower.next().is_none())?;
    let is_plain = |letter: char| {
        let mut ranges = PLAIN_LETTERS.iter();
        ranges.any(|(first, last)| (*first..=*last).contains(&letter))
    };
    (letter.is_alphabetic() && is_plain(letter) && is_plain(lower)).then_some(lower)
}

/// DNS allows 253 bytes. Punycode takes quadratic time, so a value of any length must not reach it.
const MOST_BYTES: usize = 1_024;

/// Characters without a shape, which browsers leave out.
const IGNORED: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// How far letters of full width are from those of ASCII.
const FULL_WIDTH: u32 = 0xfee0;

/// The first and the last of letters that stay what they are, in lower case.
const PLAIN_LETTERS: [(char, char); 18] = [
    // Latin.
    ('À', 'Ö'),
    ('Ø', 'ö'),
    ('ø', 'į'),
    ('ı', 'ı'),
    ('Ĵ', 'ľ'),
    ('Ł', 'ň'),
    ('Ŋ', 'ž'),
    ('Ạ', 'ỹ'),
    // Greek.
    ('ΐ', 'ώ'),
    // Cyrillic.
    ('Ѐ', 'ѿ'),
    ('Ҋ', 'ӿ'),
    // Armenian, Georgian.
    ('Ա', 'Ֆ'),
    ('ա', 'ֆ'),
    ('ა', 'ჺ'),
    // Hiragana, Katakana, Chinese characters, Hangul.
    ('ぁ', 'ゖ'),
    ('ァ', 'ヺ'),
    ('一', '\u{9fff}'),
    ('가', '힣'),
];

const FIRST_BEYOND_ASCII: u32 = 0x80;
/// The numbers that RFC 3492 chose for host names.
const BASE: u32 = 36;
const FIRST_THRESHOLD: u32 = 1;
const LAST_THRESHOLD: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;

/// The letters in Punycode: those of ASCII, and where which others go between them.
fn encoded(letters: &[char]) -> String {
    let mut output: String = letters.iter().filter(|letter| letter.is_ascii()).collect();
    let mut handled = u32::try_from(output.len()).unwrap_or(u32::MAX);
    if handled > 0 {
        output.push('-');
    }
    let mut is_first = true;
    let (mut delta, mut bias, mut code) = (0, FIRST_BIAS, FIRST_BEYOND_ASCII);
    let codes = || letters.iter().map(|letter| u32::from(*letter));
    while let Some(next) = codes().filter(|other| *other >= code).min() {
        delta += (next - code) * (handled + 1);
        code = next;
        for other in codes() {
            if other < code {
                delta += 1;
            }
            if other == code {
                push_number(&mut output, delta, bias);
                bias = adapted(delta, handled + 1, is_first);
                (delta, handled, is_first) = (0, handled + 1, false);
            }
        }
        (delta, code) = (delta + 1, code + 1);
    }
    output
}

/// Writes a number of variable length, its lowest digit first.
fn push_number(output: &mut String, mut number: u32, bias: u32) {
    for place in 1.. {
        let threshold = (place * BASE)
            .saturating_sub(bias)
            .clamp(FIRST_THRESHOLD, LAST_THRESHOLD);
        if number < threshold {
            break;
        }
        let rest = number - threshold;
        output.push(digit(threshold + rest % (BASE - threshold)));
        number = rest / (BASE - threshold);
    }
    output.push(digit(number));
}

/// A letter, or a figure from 26 on.
fn digit(value: u32) -> char {
    let digits = "abcdefghijklmnopqrstuvwxyz0123456789".chars();
    digits.clone().nth(value as usize).unwrap_or('a')
}

/// The bias for the next number: numbers that follow each other are of like size.
fn adapted(delta: u32, handled: u32, is_first: bool) -> u32 {
    let mut delta = delta / if is_first { DAMP } else { 2 };
    delta += delta / handled;
    let mut bias = 0;
    while delta > (BASE - FIRST_THRESHOLD) * LAST_THRESHOLD / 2 {
        delta /= BASE - FIRST_THRESHOLD;
        bias += BASE;
    }
    bias + (BASE - FIRST_THRESHOLD + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests;
