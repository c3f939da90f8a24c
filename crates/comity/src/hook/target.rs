//! Where a webhook goes: an address that a member typed, held to what it may be.

use std::fmt;
use std::net::IpAddr;

use hyper::http::uri::PathAndQuery;
use rustls::pki_types::ServerName;
use thiserror::Error;
use url::{Host, Url};

use super::Rules;
use super::address::Special;

/// The longest address, in bytes.
const LONGEST: usize = 2_048;

/// An address that a webhook may be sent to, as far as the address itself tells. `Display` writes it whole, for keeping; `Debug`
/// leaves path and query out, which are often a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
    path: PathAndQuery,
    server: ServerName<'static>,
}

/// Why an address is none that webhooks are sent to, with what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotATarget {
    /// No address at all.
    #[error("this is no address: write it whole, as https://hooks.example.com/comity")]
    Malformed,
    /// Too long.
    #[error("the address is longer than 2,048 bytes: use a shorter one")]
    TooLong,
    /// Another scheme, or http where the operator does not permit it.
    #[error("the address must begin with https://; http is only for hosts that the operator names in webhooks.allow")]
    Scheme,
    /// A name or a password in it.
    #[error("the address must hold no user name and no password: the signature says who sends")]
    UserInfo,
    /// A fragment.
    #[error("leave out the # and what follows: it never reaches a server")]
    Fragment,
    /// A port that other protocols have.
    #[error(
        "this port belongs to another protocol: use 443, or one from 1024 on, or ask the operator to name host and port in webhooks.allow"
    )]
    Port,
    /// No name that the public network has.
    #[error(
        "this host has no name in the public network: write its full name, or ask the operator to name it in webhooks.allow"
    )]
    LocalName,
    /// An address that is not public.
    #[error("this is {0}: use one of the public network, or ask the operator to permit it in webhooks.allow")]
    NotPublic(Special),
}

impl Target {
    /// Reads an address. What is kept is the normal form: `https://2130706433/` is `https://127.0.0.1/`, and refused as that.
    ///
    /// # Errors
    /// [`NotATarget`].
    pub fn parse(typed: &str, rules: &Rules) -> Result<Self, NotATarget> {
        let typed = typed.trim();
        if typed.len() > LONGEST {
            return Err(NotATarget::TooLong);
        }
        // Browsers forgive these by leaving them out or turning them round; whoever reads the address then reads another one.
        if typed.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(NotATarget::Malformed);
        }
        let mut url = Url::parse(typed).map_err(|_| NotATarget::Malformed)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(NotATarget::Scheme);
        }
        if let Some(absolute) = url.domain().and_then(|name| name.strip_suffix('.')).map(ToOwned::to_owned) {
            url.set_host(Some(&absolute)).map_err(|_| NotATarget::Malformed)?;
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(NotATarget::UserInfo);
        }
        if url.fragment().is_some() {
            return Err(NotATarget::Fragment);
        }
        if url.as_str().len() > LONGEST {
            return Err(NotATarget::TooLong);
        }
        let whole = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let path = PathAndQuery::try_from(whole).map_err(|_| NotATarget::Malformed)?;
        let server = match url.host().ok_or(NotATarget::Malformed)? {
            Host::Ipv4(address) => ServerName::from(IpAddr::from(address)),
            Host::Ipv6(address) => ServerName::from(IpAddr::from(address)),
            Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|_| NotATarget::Malformed)?,
        };
        let target = Self { url, path, server };
        target.check(rules).map(|()| target)
    }

    /// Whether the rules still take it: they may have changed since it was typed.
    ///
    /// # Errors
    /// [`NotATarget`].
    pub fn check(&self, rules: &Rules) -> Result<(), NotATarget> {
        let (host, port, named) = (self.host(), self.port(), rules.names(self.host(), self.port()));
        if !self.is_https() && !named && !self.literal().is_some_and(|address| rules.hold(address)) {
            return Err(NotATarget::Scheme);
        }
        let usual = if self.is_https() { 443 } else { 80 };
        if port == 0 || port < 1_024 && port != usual && !named {
            return Err(NotATarget::Port);
        }
        match self.literal() {
            Some(address) => {
                rules.refuse(host, port, address).map_or(Ok(()), |special| Err(NotATarget::NotPublic(special)))
            }
            // A name without a dot is completed by the machine's search list, which is the operator's network.
            None if !named && (!host.contains('.') || host.ends_with(".localhost")) => Err(NotATarget::LocalName),
            None => Ok(()),
        }
    }

    /// The host, in small letters; an IPv6 address in brackets.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The port, the scheme's own where none is written.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    /// Whether the connection is encrypted.
    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The address, where the host is one and no name.
    pub fn literal(&self) -> Option<IpAddr> {
        match self.url.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }

    /// Host and port as the `Host` header has them.
    pub(super) fn authority(&self) -> String {
        self.url.port().map_or_else(|| self.host().to_owned(), |port| format!("{}:{port}", self.host()))
    }

    /// What is asked for at the host.
    pub(super) fn path(&self) -> &PathAndQuery {
        &self.path
    }

    /// Whose certificate is asked for.
    pub(super) fn server(&self) -> ServerName<'static> {
        self.server.clone()
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.url.as_str())
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({}://{}/…)", self.url.scheme(), self.authority())
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::rules;
    use super::*;

    #[test]
    fn whole_https_addresses_are_taken() {
        let check = |typed: &str, expect: &str| {
            let target = Target::parse(typed, &Rules::default()).unwrap();
            assert_eq!(target.to_string(), expect, "{typed}");
            assert_eq!(Target::parse(expect, &Rules::default()), Ok(target));
        };
        check("https://hooks.example.com/comity?firm=1", "https://hooks.example.com/comity?firm=1");
        check(" HTTPS://Hooks.Example.com:443 ", "https://hooks.example.com/");
        check("https://hooks.example.com.:8443/a/../b", "https://hooks.example.com:8443/b");
        check("https://bücher.example/", "https://xn--bcher-kva.example/");
        check("https://9.9.9.9/", "https://9.9.9.9/");
        check("https://[2620:fe::fe]:8443/", "https://[2620:fe::fe]:8443/");
        check("https://a.example/%7Bx%7D?q={a|b}`^", "https://a.example/%7Bx%7D?q={a|b}`^");
    }

    #[test]
    fn whatever_else_is_typed_is_answered() {
        use NotATarget::*;
        let long = format!("https://a.example/{}", "x".repeat(LONGEST));
        let grown = format!("https://a.example/{}", "é".repeat(900));
        for (typed, expect) in [
            ("", Malformed),
            ("hooks.example.com", Malformed),
            ("https://", Malformed),
            ("https:///x", LocalName),
            ("https://a b.example/", Malformed),
            ("https://a.example/\tx", Malformed),
            ("https://a.example\\@b.example/", Malformed),
            ("https://a_b..example/", Malformed),
            ("https://1.2.3.4.5/", Malformed),
            (&long, TooLong),
            (&grown, TooLong),
            ("http://a.example/", Scheme),
            ("ftp://a.example/", Scheme),
            ("file:///etc/passwd", Scheme),
            ("https://user@a.example/", UserInfo),
            ("https://:secret@a.example/", UserInfo),
            ("https://a.example/#x", Fragment),
            ("https://a.example:0/", Port),
            ("https://a.example:22/", Port),
            ("https://a.example:80/", Port),
            ("https://localhost/", LocalName),
            ("https://x.localhost:8443/", LocalName),
            ("https://intranet/", LocalName),
            ("https://127.0.0.1/", NotPublic(Special::Loopback)),
            ("https://2130706433/", NotPublic(Special::Loopback)),
            ("https://0x7f.1/", NotPublic(Special::Loopback)),
            ("https://0177.0.0.01/", NotPublic(Special::Loopback)),
            ("https://①②⑦.0.0.1/", NotPublic(Special::Loopback)),
            ("https://[::ffff:169.254.169.254]/", NotPublic(Special::LinkLocal)),
            ("https://[fd00::1]/", NotPublic(Special::Private)),
        ] {
            assert_eq!(Target::parse(typed, &Rules::default()), Err(expect), "{typed}");
        }
    }

    #[test]
    fn the_operator_permits_hosts_networks_and_http() {
        let rules = rules(&["10.0.0.0/8", "hooks.internal:25", "localhost"]);
        let check = |typed: &str, expect: Result<(), NotATarget>| {
            assert_eq!(Target::parse(typed, &rules).map(drop), expect, "{typed}");
        };
        check("http://10.1.2.3/", Ok(()));
        check("https://10.1.2.3:8443/", Ok(()));
        check("http://hooks.internal:25/", Ok(()));
        check("http://hooks.internal/", Err(NotATarget::Scheme));
        check("http://localhost:8080/", Ok(()));
        check("https://localhost/", Ok(()));
        check("http://192.168.0.1/", Err(NotATarget::Scheme));
        // A name that may lead into the network is not the network.
        check("http://a.example/", Err(NotATarget::Scheme));
    }

    #[test]
    fn rules_that_were_narrowed_hold_for_what_was_typed_before() {
        let target = Target::parse("http://localhost/", &rules(&["localhost"])).unwrap();
        assert_eq!(target.check(&Rules::default()), Err(NotATarget::Scheme));
    }

    #[test]
    fn what_is_printed_for_finding_faults_holds_no_secret() {
        let target = Target::parse("https://a.example:8443/hook/s3cret?token=s3cret", &Rules::default()).unwrap();
        assert_eq!(format!("{target:?}"), "Target(https://a.example:8443/…)");
    }
}
