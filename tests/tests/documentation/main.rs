//! The documentation that users get, rendered and read in a real browser: tables, links, and the search,
//! on a screen 400 pixels wide.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot start fails loudly"
)]

mod preflights;
mod reader;

use std::{collections::BTreeSet, fs, path::Path};

use reader::{documentation, read};

/// Every route of the quickstart, in the order of its table, and its handler.
const ROUTES: [(&str, &str); 6] = [
    ("GET /health", "health"),
    ("GET /users", "list_users"),
    ("POST /users", "create_user"),
    ("DELETE /users/{id}", "delete_user"),
    ("GET /users/{id}", "read_user"),
    ("PUT /users/{id}", "put_user"),
];

#[test]
fn the_table_of_a_crate_has_every_route_linked_to_its_handler() {
    let page = read().page("cors_quickstart/index.html");
    let routes: Vec<_> = page
        .rows
        .iter()
        .skip(1)
        .map(|row| row[0].as_str())
        .collect();
    assert_eq!(routes, ROUTES.map(|(route, _)| route));

    let handlers: Vec<_> = page
        .links
        .iter()
        .filter_map(|link| handler_of(link))
        .collect();
    assert_eq!(handlers, ROUTES.map(|(_, handler)| handler));
}

#[test]
fn the_page_of_a_handler_shows_its_policy() {
    let rows = &read().page("cors_quickstart/struct.put_user.html").rows;
    let value = |label: &str| {
        rows.iter()
            .find(|row| row[0] == label)
            .map(|row| row[1].as_str())
    };
    assert_eq!(value("Route"), Some("PUT /users/{id}"));
    assert_eq!(value("Origins"), Some("https://app.example.com"));
    assert_eq!(value("Request headers"), Some("content-type"));
    assert_eq!(value("Max-age"), Some("600 seconds (10 minutes)"));
    assert!(value("Credentials").is_some_and(|value| value.starts_with("allowed")));
}

#[test]
fn the_section_about_cors_begins_with_a_sentence() {
    for (page, expected) in [
        (
            "cors_quickstart/struct.put_user.html",
            "Pages on https://app.example.com may send PUT with cookies and the header content-type.",
        ),
        (
            "cors_documented/shop/offers/struct.put_offer.html",
            "Pages on https://a.example and https://b.example may send PUT with cookies. Other cross-origin requests \
             are refused with 403.",
        ),
        (
            "cors_documented/shop/static.PARTNERS.html",
            "Pages on https://a.example and https://b.example may send requests with cookies.",
        ),
        (
            "cors_documented/struct.health.html",
            "Pages on any origin may send GET without cookies.",
        ),
        (
            "cors_documented/struct.partner_status.html",
            "Pages on https://a.partner.example may send GET without cookies.",
        ),
        (
            "cors_documented/shop/struct.cart.html",
            "Pages on the origins that CUSTOMERS returns may send GET with cookies.",
        ),
    ] {
        assert_eq!(read().page(page).sentences, [expected], "{page}");
    }
}

#[test]
fn inherited_values_name_their_source() {
    let row = |page: &str, label: &str| {
        let rows = &read().page(page).rows;
        let row = rows.iter().find(|row| row[0] == label);
        row.map(|row| row[1].clone()).unwrap()
    };
    let offer = "cors_documented/shop/offers/struct.put_offer.html";
    assert_eq!(row(offer, "Policy"), "PARTNERS, except max_age, enforce");
    assert_eq!(row(offer, "Inherited"), "policy from the module");
    assert_eq!(row(offer, "Max-age"), "60 seconds");
    let origins = "https://a.example\nhttps://b.example";
    assert_eq!(row(offer, "Origins"), origins, "those of the named policy");
    let links = &read().page(offer).links;
    let is_policy = |link: &String| link.ends_with("/shop/static.PARTNERS.html");
    assert!(links.iter().any(is_policy), "{links:?}");

    let policy = "cors_documented/shop/static.PARTNERS.html";
    assert_eq!(row(policy, "Origins"), origins);
    assert_eq!(row(policy, "Methods"), "those of the route");

    // The policy is outside of the module.
    let offers = "cors_documented/shop/offers/index.html";
    assert_eq!(row(offers, "GET /offers"), "those of the policy PARTNERS");

    let shop = "cors_documented/shop/index.html";
    assert_eq!(
        row(shop, "PUT /offers/{id}"),
        "https://a.example\nhttps://b.example\nwith credentials\nby PARTNERS"
    );
    assert!(row(shop, "GET /prices").contains("PRICE_ORIGINS"));
    assert!(row(shop, "GET /cart").contains("CUSTOMERS"));
}

#[test]
fn signs_of_path_patterns_survive_tables() {
    let rows = &read().page("cors_documented/second/index.html").rows;
    let routes: Vec<_> = rows.iter().skip(1).map(|row| row[0].as_str()).collect();
    let expected = [
        "GET /v2/accounts",
        "GET /v2/find/{name:a|b\\w+}",
        "DELETE /v2/it's/{id}",
    ];
    assert_eq!(routes, expected);
}

#[test]
fn the_search_finds_handlers_by_path_by_method_and_by_header() {
    let found = |text: &str| -> BTreeSet<String> {
        let found = read().search(text).iter();
        let ours = found.filter(|page| page.contains("/cors_quickstart/"));
        ours.filter_map(|page| handler_of(page))
            .map(String::from)
            .collect()
    };
    let named = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    assert_eq!(found("PUT /users/{id}"), named(&["put_user"]));
    assert_eq!(
        found("/users/{id}"),
        named(&["delete_user", "put_user", "read_user"])
    );
    assert_eq!(
        found("Access-Control-Allow-Origin"),
        ROUTES.map(|(_, handler)| handler.to_string()).into()
    );
    assert_eq!(
        found("Access-Control-Max-Age"),
        named(&["create_user", "delete_user", "put_user"])
    );
}

#[test]
fn the_search_finds_a_page_of_the_guide_by_what_readers_know() {
    for (word, page) in [
        ("401", "guide/five_minutes/index.html"),
        ("CSRF", "guide/limits/index.html"),
        ("SameSite", "guide/five_minutes/index.html"),
        ("Vary", "guide/five_minutes/index.html"),
        ("cookie", "guide/five_minutes/index.html"),
        ("localhost", "guide/development_and_production/index.html"),
        ("preflight", "guide/five_minutes/index.html"),
        ("third-party cookies", "guide/five_minutes/index.html"),
    ] {
        let found = read().search(word);
        let is_page = |link: &String| link.ends_with(&format!("/cors_runtime/{page}"));
        assert!(found.iter().any(is_page), "{word} finds {found:?}");
    }
}

#[test]
fn every_link_leads_to_a_place_that_exists() {
    for (name, page) in read().pages() {
        for link in page.links.iter().filter(|link| link.starts_with("file:")) {
            assert!(exists(link), "{name} links to {link}");
        }
    }
}

#[test]
fn nothing_is_wider_than_a_narrow_screen() {
    for (name, page) in read().pages() {
        assert_eq!(page.overflowing, [""; 0], "{name}");
        assert!(
            !page.rows.is_empty() || !page.links.is_empty(),
            "{name} was not read"
        );
    }
}

/// Whether the page exists, and has the place on it that the link names.
fn exists(link: &str) -> bool {
    let address = link.trim_start_matches("file://");
    let (file, place) = address.split_once('#').unwrap_or((address, ""));
    assert!(Path::new(file).starts_with(documentation()), "{file}");
    let Ok(text) = fs::read_to_string(file) else {
        return false;
    };
    place.is_empty() || text.contains(&format!("id=\"{place}\""))
}

/// The handler that a page is about.
fn handler_of(page: &str) -> Option<&str> {
    page.rsplit_once("/struct.")?.1.strip_suffix(".html")
}
