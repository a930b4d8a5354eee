//! Values as `derive(Debug)` writes them, read back. Only their shape is known here, not their types.

/// A value, as far as its text shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A string.
    Text(String),
    /// A name or a number.
    Word(String),
    /// A sequence, a tuple, or a tuple struct, whose name is not kept.
    Sequence(Vec<Self>),
    /// The fields of a struct, or the entries of a map that has words for keys.
    Fields(Vec<(String, Self)>),
}

impl Value {
    /// The value whose text this is; nothing if there is more than one, or less.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value()?;
        reader.rest.trim().is_empty().then_some(value)
    }

    /// A field of a struct.
    pub(super) fn field(&self, name: &str) -> Option<&Self> {
        let Self::Fields(fields) = self else {
            return None;
        };
        fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value)
    }

    /// The items of a sequence.
    pub(super) fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether this is the name.
    pub(super) fn is(&self, name: &str) -> bool {
        matches!(self, Self::Word(word) if word == name)
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn value(&mut self) -> Option<Value> {
        match self.peek()? {
            '"' => self.string().map(Value::Text),
            '[' => self.sequence('[', ']'),
            '(' => self.sequence('(', ')'),
            '{' => self.fields(),
            _ => self.named(),
        }
    }

    /// A word, alone or in front of what it names.
    fn named(&mut self) -> Option<Value> {
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || "\"()[]{}:,".contains(c))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return None;
        }
        self.rest = rest;
        match self.peek() {
            Some('{') => self.fields(),
            Some('(') => self.sequence('(', ')'),
            _ => Some(Value::Word(word.to_string())),
        }
    }

    fn sequence(&mut self, open: char, close: char) -> Option<Value> {
        let mut items = Vec::new();
        self.all_between(open, close, |reader| {
            items.push(reader.value()?);
            Some(())
        })?;
        Some(Value::Sequence(items))
    }

    fn fields(&mut self) -> Option<Value> {
        let mut fields = Vec::new();
        self.all_between('{', '}', |reader| {
            let key = reader.value()?;
            reader.expect(':')?;
            let value = reader.value()?;
            if let Value::Word(name) = key {
                fields.push((name, value));
            }
            Some(())
        })?;
        Some(Value::Fields(fields))
    }

    fn all_between(
        &mut self,
        open: char,
        close: char,
        mut read: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.expect(open)?;
        while self.peek()? != close {
            read(self)?;
            if self.peek()? != close {
                self.expect(',')?;
            }
        }
        self.expect(close)
    }

    /// A string literal, with the escapes that `str`'s `Debug` writes.
    fn string(&mut self) -> Option<String> {
        self.expect('"')?;
        let mut text = String::new();
        let mut characters = self.rest.char_indices();
        loop {
            match characters.next()? {
                (end, '"') => {
                    self.rest = &self.rest[end + 1..];
                    return Some(text);
                }
                (_, '\\') => text.push(match characters.next()?.1 {
                    't' => '\t',
                    'r' => '\r',
                    'n' => '\n',
                    '0' => '\0',
                    'u' => by_number(characters.by_ref().map(|(_, digit)| digit))?,
                    quoted @ ('"' | '\'' | '\\') => quoted,
                    _ => return None,
                }),
                (_, plain) => text.push(plain),
            }
        }
    }

    /// The next character that is not white space.
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn expect(&mut self, character: char) -> Option<()> {
        self.peek()?;
        self.rest = self.rest.strip_prefix(character)?;
        Some(())
    }
}

/// The character of a `{…}` escape, in hexadecimal digits.
fn by_number(mut digits: impl Iterator<Item = char>) -> Option<char> {
    if digits.next()? != '{' {
        return None;
    }
    let mut number = 0_u32;
    loop {
        match digits.next()? {
            '}' => return char::from_u32(number),
            digit => number = number.checked_mul(16)?.checked_add(digit.to_digit(16)?)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, rc::Weak};

    use super::Value;

    /// What `derive(Debug)` says of this is what the tests read.
    #[derive(Debug)]
    #[allow(dead_code)]
    struct Example {
        name: Option<String>,
        kind: Kind,
        numbers: Vec<i32>,
        by_name: BTreeMap<&'static str, u8>,
        parent: Weak<Nothing>,
        is_last: bool,
    }

    #[derive(Debug)]
    #[allow(dead_code)]
    enum Kind {
        Pair(&'static str, u8),
    }

    #[derive(Debug)]
    struct Nothing;

    fn example(name: &str) -> Example {
        Example {
            name: Some(name.to_string()),
            kind: Kind::Pair("a, b: {c} [d] (e)", 2),
            numbers: vec![1, -2],
            by_name: BTreeMap::from([("one", 1), ("two", 2)]),
            parent: Weak::new(),
            is_last: true,
        }
    }

    #[test]
    fn what_a_struct_has_is_read_back() {
        for text in [
            format!("{:?}", example("x")),
            format!("{:#?}", example("x")),
        ] {
            let value = Value::read(&text).unwrap();
            assert_eq!(
                value.field("name").unwrap().items().unwrap()[0].text(),
                Some("x")
            );
            let pair = value.field("kind").unwrap().items().unwrap();
            assert_eq!(pair[0].text(), Some("a, b: {c} [d] (e)"));
            assert_eq!(value.field("numbers").unwrap().items().unwrap().len(), 2);
            assert!(value.field("numbers").unwrap().items().unwrap()[1].is("-2"));
            assert!(value.field("is_last").unwrap().is("true"));
            assert_eq!(value.field("age"), None);
        }
    }

    #[test]
    fn strings_are_unescaped() {
        for name in [
            "",
            "\"quoted\" 'twice' \\d+\\\\",
            "tab\t line\n\r nul\0 bell\u{7} ü \u{200b}",
        ] {
            let value = Value::read(&format!("{:?}", example(name))).unwrap();
            assert_eq!(
                value.field("name").unwrap().items().unwrap()[0].text(),
                Some(name)
            );
        }
    }

    #[test]
    fn what_is_not_one_whole_value_is_nothing() {
        let text = format!("{:?}", example("ü\t"));
        let text = text.strip_prefix("Example ").unwrap();
        for (end, _) in text.char_indices() {
            assert_eq!(Value::read(&text[..end]), None, "{end}");
        }
        for text in ["a b", "[1, 2]]", "{1 2}", "\"\\q\"", "\"\\u{110000}\"", ","] {
            assert_eq!(Value::read(text), None, "{text}");
        }
    }
}
