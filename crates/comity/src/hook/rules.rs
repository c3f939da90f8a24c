//! What the operator permits although it is not of the public network, or not encrypted.

use std::net::IpAddr;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};
use url::Host;

use super::address::{Special, plain, special};
use crate::config::Network;

/// `webhooks.allow` of the configuration; empty, and so strict, by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Rules(Vec<Permit>);

/// One thing that is permitted.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Permit {
    /// Whatever lies there, whoever it is called.
    Network(Network),
    /// A host, at that port or at any: with `http` too, and in one's own network.
    Host { name: String, port: Option<u16> },
}

impl Rules {
    /// Whether the host is permitted by its name, small letters, IPv6 in brackets.
    pub fn names(&self, host: &str, at: u16) -> bool {
        self.0.iter().any(|permit| match permit {
            Permit::Host { name, port } => name == host && port.is_none_or(|port| port == at),
            Permit::Network(_) => false,
        })
    }

    /// Whether an address lies in a network that is permitted.
    pub fn hold(&self, address: IpAddr) -> bool {
        self.0.iter().any(|permit| match permit {
            Permit::Network(network) => network.contains(plain(address)) || network.contains(address),
            Permit::Host { .. } => false,
        })
    }

    /// Why an address of a host is refused, if it is. A host that is named may be in one's own network, but not where machines
    /// hand out their secrets, or nowhere: whoever rules over a name must not lead there.
    pub fn refuse(&self, host: &str, port: u16, address: IpAddr) -> Option<Special> {
        let special = special(address)?;
        let permitted = self.hold(address) || special.is_own_network() && self.names(host, port);
        (!permitted).then_some(special)
    }
}

impl FromStr for Permit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(network) = text.parse() {
            return Ok(Self::Network(network));
        }
        let wrong = || {
            format!(
                "{text:?} is neither network nor host: write 10.0.0.0/8, hooks.example.com or hooks.example.com:8443"
            )
        };
        let bracketed = text.ends_with(']');
        let (host, port) = match text.rsplit_once(':').filter(|_| !bracketed) {
            Some((host, port)) => (host, Some(port.parse().ok().filter(|port| *port != 0).ok_or_else(wrong)?)),
            None => (text, None),
        };
        let host = host.strip_suffix('.').unwrap_or(host);
        let plain = |c: char| c.is_alphanumeric() || "-._[]:".contains(c);
        if host.is_empty() || !host.chars().all(plain) {
            return Err(wrong());
        }
        let name = Host::parse(host).map_err(|_| wrong())?.to_string();
        Ok(Self::Host { name, port })
    }
}

impl<'de> Deserialize<'de> for Permit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// Rules of a test.
#[cfg(test)]
pub(super) fn rules(permits: &[&str]) -> Rules {
    Rules(permits.iter().map(|permit| permit.parse().unwrap()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_permit_addresses_and_names_permit_hosts() {
        let rules = rules(&["10.0.0.0/8", "Hooks.Internal.example:8443", "files.example", "[fd00::1]:8443"]);
        let refused = |host: &str, port, address: &str| rules.refuse(host, port, address.parse().unwrap());
        assert_eq!(refused("a.example", 443, "10.1.2.3"), None);
        assert_eq!(refused("a.example", 443, "::ffff:10.1.2.3"), None);
        assert_eq!(refused("a.example", 443, "64:ff9b::10.1.2.3"), None);
        assert_eq!(refused("a.example", 443, "192.168.0.1"), Some(Special::Private));
        assert_eq!(refused("hooks.internal.example", 8443, "192.168.0.1"), None);
        assert_eq!(refused("hooks.internal.example", 443, "192.168.0.1"), Some(Special::Private));
        assert_eq!(refused("files.example", 1, "127.0.0.1"), None);
        assert_eq!(refused("files.example", 1, "169.254.169.254"), Some(Special::LinkLocal));
        assert_eq!(refused("files.example", 1, "0.0.0.0"), Some(Special::Unspecified));
        assert_eq!(refused("[fd00::1]", 8443, "fd00::1"), None);
        assert_eq!(refused("a.example", 443, "9.9.9.9"), None);
    }

    #[test]
    fn by_default_nothing_is_permitted() {
        assert_eq!(Rules::default().refuse("localhost", 443, IpAddr::from([127, 0, 0, 1])), Some(Special::Loopback));
    }

    #[test]
    fn what_is_neither_is_said() {
        for bad in [
            "",
            "*.example.com",
            "a.example:0",
            "a.example:https",
            "https://a.example",
            "a.example/x",
            "10.0.0.0/33",
            ":1",
        ] {
            let said = bad.parse::<Permit>().unwrap_err();
            assert!(said.contains("is neither network nor host"), "{bad}: {said}");
        }
    }
}
