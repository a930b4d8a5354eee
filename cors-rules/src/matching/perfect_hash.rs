//! A minimal perfect hash set of texts, built while the user's program is compiled. A look-up hashes the text
//! once and compares it with one member, however many there are.
//!
//! Each text belongs to a bucket, by its hash, and each bucket has a seed, chosen so that no two texts share
//! an index ("hash, displace, and compress", <https://cmph.sourceforge.net/papers/esa09.pdf>).
//!
//! Not a library, because a look-up among 10 or 10 000 origins takes 110 instructions here, 385 to 399 with `phf` 0.13
//! (whose `SipHash` resists inputs that this fixed list cannot meet), and 244 to 674 by binary search.

use alloc::{vec, vec::Vec};

/// Up to this many texts are compared one by one, which takes no longer.
const FEW: usize = 3;

/// How many texts a bucket has, on average.
const BUCKET: usize = 3;

/// Only this many bytes of a text are hashed, and its last 16: origins are hardly longer, and a request must
/// not be able to make a look-up slow.
const HASHED: usize = 256;

/// More than any bucket needs. If none of them works, two hashes are equal.
const MOST_SEEDS: u32 = 1 << 20;

/// A set of texts in which a look-up compares with one of them.
#[derive(Debug, Clone, Copy)]
pub struct PerfectHashSet {
    texts: &'static [&'static str],
    /// One for each bucket; empty if the texts are compared one by one.
    seeds: &'static [u32],
}

impl PerfectHashSet {
    /// The set of what [`build`](Self::build) returned.
    #[must_use]
    pub const fn new(texts: &'static [&'static str], seeds: &'static [u32]) -> Self {
        Self { texts, seeds }
    }

    /// Whether the text is in the set.
    #[inline]
    #[must_use]
    pub fn contains(&self, text: &[u8]) -> bool {
        self.index_of(text).is_some()
    }

    /// The index of the text, in the order that [`build`](Self::build) returned.
    #[inline]
    #[must_use]
    pub fn index_of(&self, text: &[u8]) -> Option<usize> {
        if self.seeds.is_empty() {
            let mut members = self.texts.iter();
            return members.position(|member| member.as_bytes() == text);
        }
        self.index_by_hash(text)
    }

    // Not inlined: most lists are short, and their look-up is quicker without it.
    #[inline(never)]
    fn index_by_hash(&self, text: &[u8]) -> Option<usize> {
        let hash = hash(text);
        let seed = *self.seeds.get(bucket(hash, self.seeds.len()))?;
        let index = index(hash, seed, self.texts.len());
        let member = self.texts.get(index)?;
        (member.as_bytes() == text).then_some(index)
    }

    /// The texts, in the order of their indices.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().copied()
    }

    /// The texts in the order in which a set holds them, and the seeds of its buckets: what
    /// [`new`](Self::new) takes. Each text must occur once.
    #[must_use]
    pub fn build<'a>(texts: &[&'a str]) -> (Vec<&'a str>, Vec<u32>) {
        let hashes: Vec<_> = texts.iter().map(|text| hash(text.as_bytes())).collect();
        let Some((indices, seeds)) = displace(&hashes) else {
            return (texts.to_vec(), Vec::new());
        };
        let mut ordered = vec![""; texts.len()];
        for (index, text) in indices.into_iter().zip(texts) {
            ordered[index] = text;
        }
        (ordered, seeds)
    }
}

/// An index of its own for each hash, and the seeds by which it is found. `None` if there are too few hashes
/// to be worth it, or if two are equal.
fn displace(hashes: &[u64]) -> Option<(Vec<usize>, Vec<u32>)> {
    if hashes.len() <= FEW {
        return None;
    }
    let mut seeds = vec![0; hashes.len().div_ceil(BUCKET)];
    let mut indices = vec![0; hashes.len()];
    let mut is_taken = vec![false; hashes.len()];
    for (bucket, members) in largest_first(hashes, seeds.len()) {
        seeds[bucket] = (0..MOST_SEEDS).find(|seed| {
            take(&members, &mut indices, &mut is_taken, |member| {
                index(hashes[member], *seed, hashes.len())
            })
        })?;
    }
    Some((indices, seeds))
}

/// Each bucket with the positions of its hashes. The largest come first, while most indices are free.
fn largest_first(hashes: &[u64], count: usize) -> Vec<(usize, Vec<usize>)> {
    let mut buckets: Vec<_> = (0..count).map(|bucket| (bucket, Vec::new())).collect();
    for (position, hash) in hashes.iter().enumerate() {
        buckets[bucket(*hash, count)].1.push(position);
    }
    buckets.sort_by_key(|(_, members)| core::cmp::Reverse(members.len()));
    buckets
}

/// Takes the index that each member asks for; none of them if one is taken.
fn take(
    members: &[usize],
    indices: &mut [usize],
    is_taken: &mut [bool],
    index: impl Fn(usize) -> usize,
) -> bool {
    for (count, &member) in members.iter().enumerate() {
        let index = index(member);
        if is_taken[index] {
            for &member in &members[..count] {
                is_taken[indices[member]] = false;
            }
            return false;
        }
        is_taken[index] = true;
        indices[member] = index;
    }
    true
}

/// Mixes sixteen bytes at once, and the last sixteen again, which cover a remainder.
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

/// A multiplication moves differences upwards, and folding its upper half into the lower one brings them
/// down again. The constant is the golden ratio's fraction, whose bits have no pattern.
#[expect(clippy::cast_possible_truncation, reason = "the halves are wanted")]
fn mix(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other ^ 0x9E37_79B9_7F4A_7C15);
    product as u64 ^ (product >> 64) as u64
}

fn bucket(hash: u64, count: usize) -> usize {
    scale(hash, count)
}

fn index(hash: u64, seed: u32, count: usize) -> usize {
    scale(mix(hash ^ u64::from(seed).rotate_right(16), 0), count)
}

/// Scales a hash to a number below `count`, by its upper half instead of a division.
#[expect(clippy::cast_possible_truncation, reason = "smaller than `count`")]
fn scale(hash: u64, count: usize) -> usize {
    ((u128::from(hash) * count as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};

    use super::*;

    /// A set that lives as long as a program's constants do.
    fn set(texts: Vec<String>) -> PerfectHashSet {
        let texts: Vec<&'static str> = texts.into_iter().map(|text| &*text.leak()).collect();
        let (texts, seeds) = PerfectHashSet::build(&texts);
        PerfectHashSet::new(texts.leak(), seeds.leak())
    }

    fn sites(count: usize) -> Vec<String> {
        (0..count)
            .map(|number| format!("https://site-{number}.example.com"))
            .collect()
    }

    #[test]
    fn every_text_is_found_and_no_other() {
        for count in [0, 1, 2, 3, 4, 5, 7, 10, 100, 1_000, 10_000] {
            let set = set(sites(count));
            for origin in sites(count) {
                assert!(set.contains(origin.as_bytes()), "{origin} of {count}");
            }
            for origin in sites(2 * count + 1).into_iter().skip(count) {
                assert!(!set.contains(origin.as_bytes()), "{origin} of {count}");
            }
            assert_eq!(set.seeds.is_empty(), count <= FEW, "{count}");
        }
    }

    #[test]
    fn near_misses_are_not_found() {
        let set = set(sites(10));
        for origin in sites(10) {
            for end in 0..origin.len() {
                assert!(
                    !set.contains(&origin.as_bytes()[..end]),
                    "{origin} up to {end}"
                );
            }
            for longer in [
                format!("{origin}."),
                format!("{origin}\0"),
                format!(" {origin}"),
            ] {
                assert!(!set.contains(longer.as_bytes()), "{longer}");
            }
            assert!(!set.contains(origin.to_uppercase().as_bytes()), "{origin}");
        }
        assert!(!set.contains(&[]));
        assert!(!set.contains(&vec![0xFF; 100_000]));
    }

    #[test]
    fn texts_of_any_length_are_found() {
        let texts: Vec<_> = (0..600).map(|length| "a".repeat(length)).collect();
        let set = set(texts.clone());
        assert!(!set.seeds.is_empty());
        for text in &texts {
            assert!(set.contains(text.as_bytes()), "{}", text.len());
        }
        assert!(!set.contains("a".repeat(600).as_bytes()));
    }

    /// They differ only in what is not hashed.
    #[test]
    fn equal_hashes_are_compared_one_by_one() {
        let texts: Vec<_> = (0..10)
            .map(|number| format!("{:0>300}{number}{:0>30}", "", ""))
            .collect();
        let set = set(texts.clone());
        assert!(set.seeds.is_empty());
        assert!(texts.iter().all(|text| set.contains(text.as_bytes())));
    }
}
