//! Reading what a request says about CORS. A header that came twice says nothing: browsers send one.

/// The only item, if there is exactly one.
pub(crate) fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::only;

    #[test]
    fn one_is_one() {
        assert_eq!(only([7].into_iter()), Some(7));
        assert_eq!(only([7, 7].into_iter()), None);
        assert_eq!(only(core::iter::empty::<u8>()), None);
    }
}
