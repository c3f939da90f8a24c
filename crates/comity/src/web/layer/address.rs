//! Where a request comes from and which firm it is for, read once from its outermost form.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, Uri, header, uri::PathAndQuery};

use crate::config::Network;

/// The one who sent a request, as far as the connection and believed proxies tell.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The address that rates are counted by; nothing where there is no connection.
    pub address: Option<IpAddr>,
    /// The host that was asked for, small letters, with its port if it was given.
    pub host: String,
    /// Whether the browser's side of the connection is https.
    pub https: bool,
}

impl Caller {
    /// Reads the connection and, where it comes from a trusted proxy, what that proxy says of it.
    pub fn of(extensions: &Extensions, headers: &HeaderMap, uri: &Uri, trusted: &[Network], https: bool) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let believed = peer.is_some_and(|peer| trusted.iter().any(|network| network.contains(peer)));
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        // The nearest proxy's line is the last one: what stands before it anybody could have written.
        let last = |name: &str| headers.get_all(name).iter().next_back().and_then(|value| value.to_str().ok());
        let forwarded = |name: &str| if believed { last(name) } else { None };
        let host = forwarded("x-forwarded-host").and_then(|hosts| hosts.rsplit(',').next()).map(str::trim);
        let host = host.or_else(|| text(header::HOST.as_str())).or_else(|| uri.authority().map(|a| a.as_str()));
        let proto = forwarded("x-forwarded-proto").and_then(|all| all.rsplit(',').next()).map(str::trim);
        Self {
            address: if believed { behind(headers, trusted).or(peer) } else { peer },
            host: host.unwrap_or_default().to_ascii_lowercase(),
            https: proto.map_or(https, |proto| proto.eq_ignore_ascii_case("https")),
        }
    }

    /// The network that rates are counted by: an IPv4 address, or the /64 that one IPv6 household commonly holds.
    pub fn network(&self) -> u128 {
        match self.address {
            None => 0,
            Some(IpAddr::V4(address)) => u128::from(u32::from(address)),
            Some(IpAddr::V6(address)) => u128::from(address) >> 64 << 64,
        }
    }
}

/// The address nearest to us that no trusted proxy has. What stands left of it anybody could have written.
fn behind(headers: &HeaderMap, trusted: &[Network]) -> Option<IpAddr> {
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut nearest = None;
    for hop in hops.into_iter().rev() {
        let address: IpAddr = hop.parse().ok().map(|address: IpAddr| address.to_canonical())?;
        nearest = Some(address);
        if !trusted.iter().any(|network| network.contains(address)) {
            break;
        }
    }
    nearest
}

/// The firm named by the path: `/f/aria/me` is `/me` of the firm `aria`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named(pub String);

/// Takes the firm's name off a path that has one.
pub fn strip_firm(uri: &Uri) -> Option<(Named, Uri)> {
    let rest = uri.path().strip_prefix("/f/")?;
    let (slug, rest) = rest.split_once('/').unwrap_or((rest, ""));
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if slug.is_empty() || slug.len() > 64 || !slug.chars().all(plain) {
        return None;
    }
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("/{rest}{query}")).ok()?);
    Some((Named(slug.to_owned()), Uri::from_parts(parts).ok()?))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn caller(peer: &str, headers: &[(&'static str, &str)]) -> Caller {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        let trusted: Vec<Network> = ["10.0.0.0/8".parse().unwrap(), "127.0.0.1".parse().unwrap()].into();
        Caller::of(&extensions, &map, &Uri::from_static("/"), &trusted, false)
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let check = |peer: &str, forwarded: &str, expect: &str| {
            let caller = caller(peer, &[("x-forwarded-for", forwarded)]);
            assert_eq!(caller.address, Some(expect.parse().unwrap()), "{peer} {forwarded}");
        };
        check("10.0.0.1", "203.0.113.9", "203.0.113.9");
        check("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9");
        check("192.0.2.1", "203.0.113.9", "192.0.2.1");
        check("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.7", "203.0.113.9");
        check("10.0.0.1", "nonsense", "10.0.0.1");
        check("10.0.0.1", "", "10.0.0.1");
        check("10.0.0.1", "10.0.0.2", "10.0.0.2");
    }

    #[test]
    fn scheme_and_host_too() {
        let headers = [("host", "Inside:8280"), ("x-forwarded-proto", "https"), ("x-forwarded-host", "a.example")];
        let (near, far) = (caller("127.0.0.1", &headers), caller("192.0.2.1", &headers));
        assert_eq!((near.host.as_str(), near.https), ("a.example", true));
        assert_eq!((far.host.as_str(), far.https), ("inside:8280", false));
        let forged = [("x-forwarded-host", "evil.example"), ("x-forwarded-proto", "http")];
        let caller = caller("127.0.0.1", &[forged.as_slice(), &headers].concat());
        assert_eq!((caller.host.as_str(), caller.https), ("a.example", true));
    }

    #[test]
    fn one_household_is_one_caller() {
        let network = |address: &str| caller(address, &[]).network();
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }

    #[test]
    fn paths_name_firms() {
        let check = |path: &str, expect: Option<(&str, &str)>| {
            let found = strip_firm(&path.parse().unwrap());
            let found = found.as_ref().map(|(named, uri)| (named.0.as_str(), uri.to_string()));
            assert_eq!(found, expect.map(|(name, rest)| (name, rest.to_owned())), "{path}");
        };
        check("/f/aria/me?page=2", Some(("aria", "/me?page=2")));
        check("/f/aria", Some(("aria", "/")));
        check("/f/aria/", Some(("aria", "/")));
        check("/f/aria//evil.example", Some(("aria", "//evil.example")));
        check("/f//me", None);
        check("/f/Aria/me", None);
        check("/f/a%2e%2e/me", None);
        check("/me", None);
    }
}
