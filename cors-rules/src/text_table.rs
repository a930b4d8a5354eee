//! Texts that are compared whole, arranged where the program is compiled: however many there are, what a
//! request carries is compared with one of them.
//!
//! Many texts stand in a table without gaps. Each belongs to a bucket, by its hash, and each bucket has a
//! seed that was chosen so that no two texts share a place ("hash, displace, and compress",
//! <https://cmph.sourceforge.net/papers/esa09.pdf>).

use alloc::{vec, vec::Vec};

/// Up to so many texts are simply compared one by one, which takes no longer.
const FEW: usize = 3;

/// How many texts a bucket has, on average.
const BUCKET: usize = 3;

/// So many bytes of a text are hashed, and its end: origins are hardly longer, and nobody shall send one
/// that takes long.
const HASHED: usize = 256;

/// More than any bucket needs. Where none of them is right, hashes are equal.
const MOST_SEEDS: u32 = 1 << 20;

/// Texts, each of which is found by one comparison.
#[derive(Debug, Clone, Copy)]
pub struct TextTable {
    texts: &'static [&'static str],
    /// One for each bucket; none if the texts are compared one by one.
    seeds: &'static [u32],
}

impl TextTable {
    /// The table of what [`arrange`] gave.
    #[must_use]
    pub const fn new(texts: &'static [&'static str], seeds: &'static [u32]) -> Self {
        Self { texts, seeds }
    }

    /// Whether the text is in the table.
    #[inline]
    #[must_use]
    pub fn contains(&self, text: &[u8]) -> bool {
        self.place_of(text).is_some()
    }

    /// Where the text stands in the table.
    #[inline]
    #[must_use]
    pub fn place_of(&self, text: &[u8]) -> Option<usize> {
        let is_here = |place: usize| {
            self.texts
                .get(place)
                .is_some_and(|one| one.as_bytes() == text)
        };
        if self.seeds.is_empty() {
            return (0..self.texts.len()).find(|place| is_here(*place));
        }
        let hash = hash(text);
        let seed = *self.seeds.get(bucket(hash, self.seeds.len()))?;
        Some(place(hash, seed, self.texts.len())).filter(|place| is_here(*place))
    }

    /// The texts, in the order in which they stand.
    pub fn all(&self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().copied()
    }
}

/// The texts in the order in which a table keeps them, and the seeds of its buckets. Each text has to be
/// there once.
#[must_use]
pub fn arrange<T: AsRef<str>>(texts: Vec<T>) -> (Vec<T>, Vec<u32>) {
    let hashes: Vec<_> = texts
        .iter()
        .map(|one| hash(one.as_ref().as_bytes()))
        .collect();
    let Some((places, seeds)) = places(&hashes) else {
        return (texts, Vec::new());
    };
    let mut arranged: Vec<_> = places.into_iter().zip(texts).collect();
    arranged.sort_by_key(|(place, _)| *place);
    (arranged.into_iter().map(|(_, text)| text).collect(), seeds)
}

/// A place of its own for each hash, and the seeds by which they are found; nothing if there are too few to
/// be worth it, or if hashes are equal.
fn places(hashes: &[u64]) -> Option<(Vec<usize>, Vec<u32>)> {
    if hashes.len() <= FEW {
        return None;
    }
    let mut buckets = vec![Vec::new(); hashes.len().div_ceil(BUCKET)];
    let mut seeds = vec![0; buckets.len()];
    for (index, hash) in hashes.iter().enumerate() {
        buckets[bucket(*hash, seeds.len())].push(index);
    }
    let mut largest_first: Vec<_> = buckets.iter().enumerate().collect();
    largest_first.sort_by_key(|(_, members)| core::cmp::Reverse(members.len()));

    let mut places = vec![0; hashes.len()];
    let mut is_taken = vec![false; hashes.len()];
    for (bucket, members) in largest_first {
        let seed = (0..MOST_SEEDS).find(|seed| {
            take_places(members, &mut places, &mut is_taken, |member| {
                place(hashes[member], *seed, hashes.len())
            })
        })?;
        seeds[bucket] = seed;
    }
    Some((places, seeds))
}

/// Takes the place that each member is to have; none of them if one is taken.
fn take_places(
    members: &[usize],
    places: &mut [usize],
    is_taken: &mut [bool],
    place: impl Fn(usize) -> usize,
) -> bool {
    for (count, &member) in members.iter().enumerate() {
        let place = place(member);
        if is_taken[place] {
            for &member in &members[..count] {
                is_taken[places[member]] = false;
            }
            return false;
        }
        is_taken[place] = true;
        places[member] = place;
    }
    true
}

/// Sixteen bytes are mixed at once, and what is left of them at the end with those before it.
fn hash(text: &[u8]) -> u64 {
    let (words, _) = text[..text.len().min(HASHED)].as_chunks();
    let (pairs, _) = words.as_chunks();
    let hash = pairs
        .iter()
        .fold(!(text.len() as u64), |hash, [one, other]| {
            mix(hash ^ u64::from_le_bytes(*one), u64::from_le_bytes(*other))
        });
    let end = &text[text.len().saturating_sub(16)..];
    match (end.first_chunk(), end.last_chunk()) {
        (Some(one), Some(other)) => {
            mix(hash ^ u64::from_le_bytes(*one), u64::from_le_bytes(*other))
        }
        _ => end
            .iter()
            .fold(hash, |hash, byte| mix(hash, u64::from(*byte))),
    }
}

/// A multiplication moves what differs upwards, and its upper half brings it down again. The constant, the
/// golden ratio's fraction, has no pattern that the other factor's could meet.
#[expect(clippy::cast_possible_truncation, reason = "the halves are wanted")]
fn mix(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other ^ 0x9E37_79B9_7F4A_7C15);
    product as u64 ^ (product >> 64) as u64
}

fn bucket(hash: u64, buckets: usize) -> usize {
    share(hash, buckets)
}

fn place(hash: u64, seed: u32, places: usize) -> usize {
    share(mix(hash ^ u64::from(seed).rotate_right(16), 0), places)
}

/// The number's share of so many: by its upper half, without a division.
#[expect(clippy::cast_possible_truncation, reason = "smaller than `many`")]
fn share(number: u64, many: usize) -> usize {
    ((u128::from(number) * many as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};

    use super::*;

    /// A table that lives as long as a program's constants do.
    fn table(texts: Vec<String>) -> TextTable {
        let (texts, seeds) = arrange(texts);
        let texts: Vec<&'static str> = texts.into_iter().map(|one| &*one.leak()).collect();
        TextTable::new(texts.leak(), seeds.leak())
    }

    fn sites(count: usize) -> Vec<String> {
        (0..count)
            .map(|number| format!("https://site-{number}.example.com"))
            .collect()
    }

    #[test]
    fn every_text_is_found_and_no_other() {
        for count in [0, 1, 2, 3, 4, 5, 7, 10, 100, 1_000, 10_000] {
            let table = table(sites(count));
            for origin in sites(count) {
                assert!(table.contains(origin.as_bytes()), "{origin} of {count}");
            }
            for origin in sites(2 * count + 1).into_iter().skip(count) {
                assert!(!table.contains(origin.as_bytes()), "{origin} of {count}");
            }
            assert_eq!(table.seeds.is_empty(), count <= FEW, "{count}");
        }
    }

    #[test]
    fn what_is_nearly_a_text_is_none() {
        let table = table(sites(10));
        for origin in sites(10) {
            for end in 0..origin.len() {
                assert!(
                    !table.contains(&origin.as_bytes()[..end]),
                    "{origin} up to {end}"
                );
            }
            for longer in [
                format!("{origin}."),
                format!("{origin}\0"),
                format!(" {origin}"),
            ] {
                assert!(!table.contains(longer.as_bytes()), "{longer}");
            }
            assert!(
                !table.contains(origin.to_uppercase().as_bytes()),
                "{origin}"
            );
        }
        assert!(!table.contains(&[]));
        assert!(!table.contains(&vec![0xFF; 100_000]));
    }

    #[test]
    fn texts_of_any_length_are_found() {
        let texts: Vec<_> = (0..600).map(|length| "a".repeat(length)).collect();
        let table = table(texts.clone());
        assert!(!table.seeds.is_empty());
        for text in &texts {
            assert!(table.contains(text.as_bytes()), "{}", text.len());
        }
        assert!(!table.contains("a".repeat(600).as_bytes()));
    }

    /// They differ only in what is not hashed.
    #[test]
    fn equal_hashes_are_compared_one_by_one() {
        let texts: Vec<_> = (0..10)
            .map(|number| format!("{:0>300}{number}{:0>30}", "", ""))
            .collect();
        let table = table(texts.clone());
        assert!(table.seeds.is_empty());
        assert!(texts.iter().all(|text| table.contains(text.as_bytes())));
    }
}
