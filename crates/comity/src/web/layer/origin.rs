//! Forms that another site sends with the reader's cookies are refused, by what the browser says of where they come from.

use axum::http::{HeaderMap, Method, header};

use super::address::Caller;

/// Whether a request changes nothing.
pub fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}

/// Whether a request that changes something comes from a page of this very host, as far as the browser says.
///
/// `Sec-Fetch-Site` decides where there is one; it is missing over plain HTTP, where `Origin` has to name this host. A
/// request with neither is refused: every browser in use sends one of them, and a program can.
pub fn is_own(headers: &HeaderMap, caller: &Caller) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some((scheme, authority)) = text(header::ORIGIN.as_str()).and_then(|origin| origin.split_once("://")) else {
        return false;
    };
    let usual = if caller.https { ":443" } else { ":80" };
    let host = caller.host.strip_suffix(usual).unwrap_or(&caller.host);
    scheme == if caller.https { "https" } else { "http" } && !host.is_empty() && authority.eq_ignore_ascii_case(host)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn only_own_pages_send_forms() {
        let check = |https: bool, headers: &[(&'static str, &str)], own: bool| {
            let map =
                headers.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_str(value).unwrap()));
            let caller = Caller { address: None, host: "a.example".into(), https };
            assert_eq!(is_own(&map.collect(), &caller), own, "{headers:?}");
        };
        check(true, &[("sec-fetch-site", "same-origin")], true);
        check(true, &[("sec-fetch-site", "none")], true);
        check(true, &[("sec-fetch-site", "same-site")], false);
        check(true, &[("sec-fetch-site", "cross-site"), ("origin", "https://a.example")], false);
        check(true, &[("origin", "https://a.example")], true);
        check(false, &[("origin", "http://A.example")], true);
        check(true, &[("origin", "http://a.example")], false);
        check(true, &[("origin", "https://a.example.evil.example")], false);
        check(true, &[("origin", "null")], false);
        check(true, &[("referer", "https://a.example/")], false);
        check(true, &[], false);
    }
}
