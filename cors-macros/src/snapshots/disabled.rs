::cors_runtime::__editor! {
    ([disabled,] [] [] [] [] [] [])
}
#[allow(
    non_camel_case_types,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    unreachable_pub
)]
pub struct internal;
impl ::cors_runtime::__private::HttpServiceFactory for internal {
    fn register(self, __app: &mut ::cors_runtime::__private::AppService) {
        #[allow(unused_imports)]
        use get as _;
        async fn internal() {}
        use ::cors_runtime::__private as __cors;
        __cors::register_without_policy(
            __app,
            "/internal",
            "internal",
            &["GET"],
            [__cors::guard(inside)],
            __cors::handler(internal),
        );
    }
}
