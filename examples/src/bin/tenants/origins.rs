//! Who may call the API of a tenant: the database knows.

use std::{env, sync::LazyLock, time::Duration};

use actix_web::{dev::ServiceRequest, web};
use cors_runtime::{OriginSource, SourceError};

use crate::database::Database;

/// Asks the database for the tenant in the request's path.
#[derive(Debug)]
pub(crate) struct CustomerSites;

/// The one that policies name.
pub(crate) static CUSTOMER_SITES: CustomerSites = CustomerSites;

impl OriginSource for CustomerSites {
    async fn allows(&self, origin: &str, request: &ServiceRequest) -> Result<bool, SourceError> {
        let database = request.app_data::<web::Data<Database>>();
        let database = database.ok_or("the app has no database")?.clone();
        let (tenant, origin) = (tenant_of(request).to_string(), origin.to_string());
        // The worker goes on while another thread waits for the disk.
        Ok(web::block(move || database.has(&tenant, &origin)).await??)
    }

    /// The same site may be a customer of one tenant and not of another.
    fn cache_key(&self, _: &str, request: &ServiceRequest) -> String {
        tenant_of(request).to_string()
    }

    /// How long a change goes unseen that did not come through this process.
    fn time_to_live(&self) -> Duration {
        static SECONDS: LazyLock<u64> = LazyLock::new(|| {
            let seconds = env::var("CACHE_SECONDS").ok();
            seconds.and_then(|text| text.parse().ok()).unwrap_or(10)
        });
        Duration::from_secs(*SECONDS)
    }
}

/// The tenant of `/api/{tenant}/…`. A preflight has the same path as the request that follows.
fn tenant_of(request: &ServiceRequest) -> &str {
    request.path().split('/').nth(2).unwrap_or_default()
}
