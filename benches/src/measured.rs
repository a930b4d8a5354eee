//! A contender with its work, ready to be measured.

use crate::{Contender, Work, actix, axum, batch::Batches, works};

/// A contender with its work.
pub struct Measured {
    /// Who.
    pub contender: Contender,
    /// What.
    pub work: String,
    batches: Batches,
}

impl std::fmt::Debug for Measured {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Measured")
            .field("contender", &self.contender)
            .field("work", &self.work)
            .finish_non_exhaustive()
    }
}

impl Measured {
    /// Builds so many requests; sending them is what is measured.
    pub fn batch(&self, requests: usize) -> impl FnOnce() + use<> {
        (self.batches)(requests)
    }
}

/// Every contender with every work, in the order in which it is measured.
#[must_use]
pub fn sheet() -> Vec<(Contender, String)> {
    let names = pairs().into_iter();
    names
        .map(|(contender, work)| (contender, work.name))
        .collect()
}

/// Every contender with every work, after some requests, so that pools are filled.
///
/// # Panics
/// If an answer is not the one that the work expects: its cost would mean nothing.
pub async fn all() -> Vec<Measured> {
    only(|_, _| true).await
}

/// Those of [`all`] that are wanted.
///
/// # Panics
/// As for [`all`].
pub async fn only(is_wanted: impl Fn(Contender, &str) -> bool) -> Vec<Measured> {
    let mut all = Vec::new();
    for (contender, work) in pairs() {
        if !is_wanted(contender, &work.name) {
            continue;
        }
        let batches = batches(contender, &work).await;
        batches(32)();
        all.push(Measured {
            contender,
            work: work.name,
            batches,
        });
    }
    all
}

fn pairs() -> Vec<(Contender, Work)> {
    let pairs = works().into_iter().flat_map(|work| {
        let contenders = Contender::ALL.into_iter();
        contenders
            .filter(|contender| contender.can(&work))
            .map(|contender| (contender, work.clone()))
            .collect::<Vec<_>>()
    });
    pairs.collect()
}

async fn batches(contender: Contender, work: &Work) -> Batches {
    match contender {
        Contender::Plain => actix::plain(work).await,
        Contender::Cors => actix::cors(work).await,
        Contender::AppCors => actix::cors_and_app_cors(work).await,
        Contender::Unchecked => actix::unchecked(work).await,
        Contender::ActixCorsResource => actix::actix_cors_around_resources(work).await,
        Contender::ActixCorsApp => actix::actix_cors_around_app(work).await,
        Contender::Axum | Contender::TowerHttp => axum::batches(contender, work),
    }
}
