//! A map of which a changed copy is cheap to make: what changed since the last whole copy is stored beside it.

use std::{collections::HashMap, sync::Arc};

/// Keys are the bytes that requests are matched by.
type Key = Arc<[u8]>;

/// Fewer changes than this do not justify a whole copy.
const FEW_CHANGES: usize = 16;

/// A map whose copies share what they have in common.
#[derive(Debug, Clone)]
pub(super) struct LayeredMap<V> {
    /// Each with its value: of one type with the changes, which are compiled once together.
    base: Arc<HashMap<Key, Option<V>>>,
    /// By key: the value, or nothing where the key was removed. At most the square root of the base, so that
    /// neither a copy nor the whole copies between them cost more.
    changes: HashMap<Key, Option<V>>,
}

impl<V> Default for LayeredMap<V> {
    #[inline]
    fn default() -> Self {
        Self {
            base: Arc::default(),
            changes: HashMap::new(),
        }
    }
}

impl<V> FromIterator<(Key, V)> for LayeredMap<V> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = (Key, V)>>(entries: I) -> Self {
        Self {
            base: Arc::new(
                entries
                    .into_iter()
                    .map(|(key, value)| (key, Some(value)))
                    .collect(),
            ),
            changes: HashMap::new(),
        }
    }
}

impl<V: Clone> LayeredMap<V> {
    #[inline]
    pub(super) fn get(&self, key: &[u8]) -> Option<&V> {
        if !self.changes.is_empty()
            && let Some(change) = self.changes.get(key)
        {
            return change.as_ref();
        }
        self.base.get(key)?.as_ref()
    }

    #[inline]
    pub(super) fn insert(&mut self, key: Key, value: V) {
        if let Some(base) = Arc::get_mut(&mut self.base) {
            self.changes.remove(&key);
            base.insert(key, Some(value));
        } else {
            self.changes.insert(key, Some(value));
            self.merge_many_changes();
        }
    }

    #[inline]
    pub(super) fn remove(&mut self, key: &[u8]) {
        self.changes.remove(key);
        if let Some(base) = Arc::get_mut(&mut self.base) {
            base.remove(key);
        } else if let Some((key, _)) = self.base.get_key_value(key) {
            self.changes.insert(Arc::clone(key), None);
            self.merge_many_changes();
        }
    }

    /// The entries in any order.
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Key, &V)> {
        let is_unchanged = |(key, _): &(&Key, &Option<V>)| !self.changes.contains_key(*key);
        let unchanged = self.base.iter().filter(is_unchanged);
        let entries = unchanged.chain(&self.changes);
        entries.filter_map(|(key, value)| Some((key, value.as_ref()?)))
    }

    #[inline]
    fn merge_many_changes(&mut self) {
        if self.changes.len() <= self.base.len().isqrt().max(FEW_CHANGES) {
            return;
        }
        let base = Arc::make_mut(&mut self.base);
        for (key, change) in self.changes.drain() {
            match change {
                Some(value) => base.insert(key, Some(value)),
                None => base.remove(&key),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone)]
    enum Step {
        Insert(u8, u16),
        Remove(u8),
        /// Keeps a copy, so that the next steps cannot change the base.
        Copy,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (0..64_u8, any::<u16>()).prop_map(|(key, value)| Step::Insert(key, value)),
            (0..64_u8).prop_map(Step::Remove),
            Just(Step::Copy),
        ]
    }

    fn entries(map: &LayeredMap<u16>) -> BTreeMap<u8, u16> {
        map.iter().map(|(key, value)| (key[0], *value)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn it_has_what_a_plain_map_has_and_its_copies_never_change(
            steps in prop::collection::vec(step(), 0..100)
        ) {
            let mut map = LayeredMap::default();
            let mut plain = BTreeMap::new();
            let mut copies = Vec::new();
            for step in steps {
                match step {
                    Step::Insert(key, value) => {
                        map.insert(Arc::from([key]), value);
                        plain.insert(key, value);
                    }
                    Step::Remove(key) => {
                        map.remove(&[key]);
                        plain.remove(&key);
                    }
                    Step::Copy => copies.push((map.clone(), plain.clone())),
                }
            }
            copies.push((map, plain));
            for (map, plain) in copies {
                prop_assert_eq!(&entries(&map), &plain);
                for key in 0..64 {
                    prop_assert_eq!(map.get(&[key]), plain.get(&key));
                }
            }
        }
    }

    #[test]
    fn a_change_of_a_large_map_copies_few_entries() {
        let keys = (0..100_000_u32).map(|key| (Arc::from(key.to_be_bytes()), key));
        let mut current: LayeredMap<u32> = keys.collect();
        let mut whole_copies = 0;
        for key in 100_000..101_000_u32 {
            let previous = current.clone();
            current.insert(Arc::from(key.to_be_bytes()), key);
            assert!(current.changes.len() <= 317);
            whole_copies += u32::from(!Arc::ptr_eq(&previous.base, &current.base));
        }
        assert_eq!(whole_copies, 3);
    }
}
