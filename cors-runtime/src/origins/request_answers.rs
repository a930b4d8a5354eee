//! What a request has waited for so far: `AppCors` in front and the handler's policy get the same answer, and
//! wait for one time limit together.

use std::time::Duration;

use actix_web::{HttpMessage as _, dev::ServiceRequest};

use super::answer_cache::AnswerKey;

/// Answers for one request; stored in its extensions.
#[derive(Debug, Default)]
pub(super) struct RequestAnswers {
    answers: Vec<RequestAnswer>,
    waited: Duration,
}

#[derive(Debug)]
struct RequestAnswer {
    /// The address of the source.
    source: usize,
    key: AnswerKey,
    is_allowed: bool,
}

impl RequestAnswers {
    /// What the source answered to the request before.
    #[inline]
    pub(super) fn get(request: &ServiceRequest, source: usize, key: &AnswerKey) -> Option<bool> {
        let extensions = request.extensions();
        let Self { answers, .. } = extensions.get::<Self>()?;
        let is_same = |answer: &&RequestAnswer| answer.source == source && answer.key == *key;
        answers.iter().find(is_same).map(|answer| answer.is_allowed)
    }

    /// How long the request has waited for sources.
    #[inline]
    pub(super) fn waited(request: &ServiceRequest) -> Duration {
        let extensions = request.extensions();
        extensions
            .get::<Self>()
            .map_or(Duration::ZERO, |answers| answers.waited)
    }

    #[inline]
    pub(super) fn insert(
        request: &ServiceRequest,
        source: usize,
        key: AnswerKey,
        is_allowed: bool,
        waited: Duration,
    ) {
        let mut extensions = request.extensions_mut();
        let mut answers = extensions.remove::<Self>().unwrap_or_default();
        answers.waited += waited;
        answers.answers.push(RequestAnswer {
            source,
            key,
            is_allowed,
        });
        extensions.insert(answers);
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn an_answer_is_remembered_for_its_source_and_its_key() {
        let request = TestRequest::default().to_srv_request();
        let (one, other) = (
            AnswerKey::of_origin("https://a.example"),
            AnswerKey::of_origin("https://b.example"),
        );
        assert_eq!(RequestAnswers::get(&request, 1, &one), None);
        assert_eq!(RequestAnswers::waited(&request), Duration::ZERO);

        let second = Duration::from_secs(1);
        RequestAnswers::insert(&request, 1, one.clone(), true, second);
        RequestAnswers::insert(&request, 2, other.clone(), false, second * 2);
        for (source, key, expected) in [
            (1, &one, Some(true)),
            (2, &other, Some(false)),
            (1, &other, None),
            (2, &one, None),
        ] {
            assert_eq!(RequestAnswers::get(&request, source, key), expected);
        }
        assert_eq!(RequestAnswers::waited(&request), second * 3);
    }
}
