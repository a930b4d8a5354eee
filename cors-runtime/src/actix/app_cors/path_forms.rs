//! What `NormalizePath` may make of a path, so that a request is not taken for another one if the middleware is
//! inside `AppCors`.

use std::borrow::Cow;

/// The path without repeated slashes, and that without a slash at its end, as far as they differ from it.
pub(super) fn shorter_forms(path: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let merged = merged(path);
    let trimmed = match merged.trim_end_matches('/') {
        "" => Cow::Borrowed("/"),
        trimmed => Cow::Owned(trimmed.to_owned()),
    };
    let is_trimmed = path.len() > 1 && path.ends_with('/');
    let merged = Some(merged).filter(|merged| *merged != path);
    let trimmed = is_trimmed.then_some(trimmed);
    merged.into_iter().chain(trimmed)
}

/// The path with one slash at its end, if that differs from it.
pub(super) fn form_with_slash(path: &str) -> Option<String> {
    (!path.ends_with('/')).then(|| format!("{}/", merged(path)))
}

fn merged(path: &str) -> Cow<'_, str> {
    if !path.contains("//") {
        return Cow::Borrowed(path);
    }
    let mut merged = String::with_capacity(path.len());
    for character in path.chars() {
        if character != '/' || !merged.ends_with('/') {
            merged.push(character);
        }
    }
    Cow::Owned(merged)
}

#[cfg(test)]
mod tests {
    use actix_web::{
        App, HttpRequest,
        middleware::{NormalizePath, TrailingSlash},
        test::{TestRequest, call_service, init_service, read_body},
        web,
    };

    use super::{form_with_slash, shorter_forms};

    async fn normalized(mode: TrailingSlash, path: &str) -> String {
        let answer_path = |request: HttpRequest| async move { request.path().to_owned() };
        let app = App::new()
            .wrap(NormalizePath::new(mode))
            .default_service(web::to(answer_path));
        let app = init_service(app).await;
        let request = TestRequest::with_uri(path).to_request();
        let body = read_body(call_service(&app, request).await).await;
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[test]
    fn forms_differ_from_the_path() {
        let forms = |path| shorter_forms(path).map(String::from).collect::<Vec<_>>();
        for path in ["", "/", "/a", "/a/b"] {
            assert_eq!(forms(path), [""; 0], "{path}");
        }
        assert_eq!(forms("/a/"), ["/a"]);
        assert_eq!(forms("//"), ["/", "/"]);
        assert_eq!(forms("//a//"), ["/a/", "/a"]);
        assert_eq!(form_with_slash("/a/"), None);
        assert_eq!(form_with_slash("//a").as_deref(), Some("/a/"));
    }

    #[actix_web::test]
    async fn normalize_path_makes_no_other_forms() {
        for path in [
            "/",
            "//",
            "/a",
            "/a/",
            "//a///b//",
            "/a//b",
            "/a/b/?c=//",
            "/a?b/",
        ] {
            let request = TestRequest::with_uri(path).to_srv_request();
            let path_alone = request.path();
            let mut forms: Vec<_> = shorter_forms(path_alone).map(String::from).collect();
            forms.extend(form_with_slash(path_alone));
            forms.push(path_alone.to_owned());
            for mode in [
                TrailingSlash::Always,
                TrailingSlash::MergeOnly,
                TrailingSlash::Trim,
            ] {
                let normalized = normalized(mode, path).await;
                assert!(
                    forms.contains(&normalized),
                    "{path}: {normalized} is not in {forms:?}"
                );
            }
        }
    }
}
