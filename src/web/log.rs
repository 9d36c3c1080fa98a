//! One line of log per request: method, route, status and time.
//!
//! Never a query string, a header, an address of a visitor or text of a document: these could hold names.

use std::time::Instant;

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use tracing::Span;
use tracing_actix_web::RootSpanBuilder;

/// When a request came in; kept with the request.
#[derive(Clone, Copy)]
struct Began(Instant);

/// Makes the span and the line of log of a request.
pub(super) struct Requests;

impl RootSpanBuilder for Requests {
    fn on_request_start(request: &ServiceRequest) -> Span {
        request.extensions_mut().insert(Began(Instant::now()));
        tracing::info_span!("request", method = %request.method())
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let _entered = span.enter();
        match outcome {
            Ok(response) => {
                let request = response.request();
                let began = request.extensions().get::<Began>().copied();
                // To the microsecond; a float's last digits say nothing.
                let duration_us = began.map_or(0.0, |Began(at)| (at.elapsed().as_secs_f64() * 1e6).round());
                let duration_ms = duration_us / 1000.0;
                let route = request.match_pattern().unwrap_or_else(|| "(none)".to_owned());
                let status = response.status().as_u16();
                tracing::info!(status, route, duration_ms, "answered {status} on {route}");
            }
            Err(error) => tracing::error!(status = error.as_response_error().status_code().as_u16(), "request failed"),
        }
    }
}
