//! async-graphql: one endpoint for queries, and its page.

use actix_web::{App, post, web};
use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use async_graphql_actix_web::{GraphQLRequest, GraphQLResponse};
use cors_runtime::cors;

struct Query;

#[Object]
impl Query {
    async fn offer(&self) -> &str {
        "tea"
    }
}

type Shop = Schema<Query, EmptyMutation, EmptySubscription>;

#[cors(origins = ["https://app.example.com"], allow_headers = ["content-type"], credentials, enforce)]
#[post("/graphql")]
async fn graphql(shop: web::Data<Shop>, request: GraphQLRequest) -> GraphQLResponse {
    shop.execute(request.into_inner()).await.into()
}

mod tests {
    use actix_web::{
        http::{Method, header::ContentType},
        test::{TestRequest, init_service},
    };

    use super::*;
    use crate::requests::{answer, granted, preflight, request};

    fn query(query: &str) -> TestRequest {
        request(Method::POST, "/graphql")
            .insert_header(ContentType::json())
            .set_payload(query.to_owned())
    }

    #[actix_web::test]
    async fn a_query_from_another_origin_has_its_preflight() {
        let shop = Shop::new(Query, EmptyMutation, EmptySubscription);
        let app = App::new().app_data(web::Data::new(shop)).service(graphql);
        let app = init_service(app).await;

        assert_eq!(
            answer(&app, query(r#"{"query":"{ offer }"}"#)).await,
            granted(200)
        );
        assert_eq!(answer(&app, query("{")).await, granted(400));
        assert_eq!(
            answer(&app, preflight(&Method::POST, "/graphql")).await,
            granted(204)
        );
    }
}
