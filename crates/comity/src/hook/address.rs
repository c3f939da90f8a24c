//! Which addresses are not of the public network.
//!
//! Rows follow the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates,
//! <https://www.iana.org/assignments/iana-ipv4-special-registry>, <https://www.iana.org/assignments/iana-ipv6-special-registry>)
//! and refuse whatever is in them, "globally reachable" or not: relays and anycast services take no webhooks. Multicast is
//! RFC 5771 and RFC 4291. Of IPv6 only 2000::/3 is given out (IANA IPv6 Address Space); all else is refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use thiserror::Error;

/// What an address is for that is not of the public network. Prints as what it is: "a private address".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Special {
    /// Of this machine.
    #[error("an address of this machine itself")]
    Loopback,
    /// Of a private network.
    #[error("a private address")]
    Private,
    /// Shared by a provider's customers (RFC 6598).
    #[error("an address inside a provider's network")]
    Shared,
    /// Of this link; on many clouds the machine's own secrets are handed out there.
    #[error("a link-local address")]
    LinkLocal,
    /// Of no machine.
    #[error("an unspecified address")]
    Unspecified,
    /// For many at once.
    #[error("a multicast address")]
    Multicast,
    /// For examples only.
    #[error("an address for documentation")]
    Documentation,
    /// For measuring devices.
    #[error("an address for benchmarks")]
    Benchmark,
    /// Of a protocol's own machinery: relays, translation, tunnels, sinks.
    #[error("an address that belongs to a protocol")]
    Protocol,
    /// Given to nobody, or kept back.
    #[error("a reserved address")]
    Reserved,
}

impl Special {
    /// Whether services of one's own may well live there, so that naming the host is enough to permit it.
    pub fn is_own_network(self) -> bool {
        matches!(self, Self::Loopback | Self::Private | Self::Shared)
    }
}

/// Address, how many of its bits count, and what for.
type Row<A> = (A, u32, Special);

const V4: &[Row<Ipv4Addr>] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, Special::Unspecified), // "this network", RFC 791
    (Ipv4Addr::new(10, 0, 0, 0), 8, Special::Private),    // RFC 1918
    (Ipv4Addr::new(100, 64, 0, 0), 10, Special::Shared),  // RFC 6598
    (Ipv4Addr::new(127, 0, 0, 0), 8, Special::Loopback),  // RFC 1122
    (Ipv4Addr::new(168, 63, 129, 16), 32, Special::LinkLocal), // Azure's host, seen from inside only; of no registry
    (Ipv4Addr::new(169, 254, 0, 0), 16, Special::LinkLocal), // RFC 3927
    (Ipv4Addr::new(172, 16, 0, 0), 12, Special::Private), // RFC 1918
    (Ipv4Addr::new(192, 0, 0, 0), 24, Special::Protocol), // RFC 6890
    (Ipv4Addr::new(192, 0, 2, 0), 24, Special::Documentation), // RFC 5737
    (Ipv4Addr::new(192, 31, 196, 0), 24, Special::Protocol), // AS112, RFC 7535
    (Ipv4Addr::new(192, 52, 193, 0), 24, Special::Protocol), // AMT, RFC 7450
    (Ipv4Addr::new(192, 88, 99, 0), 24, Special::Protocol), // relays of 6to4, RFC 7526
    (Ipv4Addr::new(192, 168, 0, 0), 16, Special::Private), // RFC 1918
    (Ipv4Addr::new(192, 175, 48, 0), 24, Special::Protocol), // AS112, RFC 7534
    (Ipv4Addr::new(198, 18, 0, 0), 15, Special::Benchmark), // RFC 2544
    (Ipv4Addr::new(198, 51, 100, 0), 24, Special::Documentation), // RFC 5737
    (Ipv4Addr::new(203, 0, 113, 0), 24, Special::Documentation), // RFC 5737
    (Ipv4Addr::new(224, 0, 0, 0), 4, Special::Multicast), // RFC 5771
    (Ipv4Addr::new(240, 0, 0, 0), 4, Special::Reserved),  // RFC 1112, with 255.255.255.255 (RFC 919)
];

const V6: &[Row<Ipv6Addr>] = &[
    (Ipv6Addr::UNSPECIFIED, 128, Special::Unspecified), // RFC 4291
    (Ipv6Addr::LOCALHOST, 128, Special::Loopback),      // RFC 4291
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, Special::Protocol), // local translation, RFC 8215
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 64, Special::Protocol), // discarded, RFC 6666
    (Ipv6Addr::new(0x100, 0, 0, 1, 0, 0, 0, 0), 64, Special::Protocol), // dummy prefix, RFC 9780
    (Ipv6Addr::new(0x2001, 2, 0, 0, 0, 0, 0, 0), 48, Special::Benchmark), // RFC 5180
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, Special::Protocol), // with Teredo and ORCHID, RFC 2928
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, Special::Documentation), // RFC 3849
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, Special::Protocol), // 6to4, RFC 7526: see `plain`
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48, Special::Protocol), // AS112, RFC 7534
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, Special::Documentation), // RFC 9637
    (Ipv6Addr::new(0x5f00, 0, 0, 0, 0, 0, 0, 0), 16, Special::Protocol), // segment routing, RFC 9602
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, Special::Private), // RFC 4193
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, Special::LinkLocal), // RFC 4291
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, Special::Private), // site-local, RFC 3879
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, Special::Multicast), // RFC 4291
];

/// What an address is for, if it is not of the public network.
pub fn special(address: IpAddr) -> Option<Special> {
    match plain(address) {
        IpAddr::V4(address) => {
            let row = V4.iter().find(|(net, bits, _)| (address.to_bits() ^ net.to_bits()).leading_zeros() >= *bits);
            row.map(|row| row.2)
        }
        IpAddr::V6(address) => {
            let row = V6.iter().find(|(net, bits, _)| (address.to_bits() ^ net.to_bits()).leading_zeros() >= *bits);
            row.map(|row| row.2).or((address.to_bits() >> 125 != 1).then_some(Special::Reserved))
        }
    }
}

/// The IPv4 address that is reached where one is written as IPv6: mapped (`::ffff:a.b.c.d`, RFC 4291), or behind the
/// translation that machines without IPv4 use (`64:ff9b::a.b.c.d`, RFC 6052). 6to4 holds one as well, of a relay that
/// nobody runs any more; it is refused whatever it holds.
pub fn plain(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => match v6.segments() {
            [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
                IpAddr::V4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
            }
            _ => IpAddr::V6(v6),
        },
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(address: &str) -> Option<Special> {
        special(address.parse().unwrap())
    }

    #[test]
    fn first_and_last_of_every_row_and_their_neighbours() {
        use Special::*;
        // Every row of both registries as IANA had them in 2025, multicast, and what must not be refused beside them.
        #[rustfmt::skip]
        let rows: &[(&str, &str, Option<Special>, &str, &str)] = &[
            ("0.0.0.0", "0.255.255.255", Some(Unspecified), "1.0.0.0", ""),
            ("10.0.0.0", "10.255.255.255", Some(Private), "9.255.255.255", "11.0.0.0"),
            ("100.64.0.0", "100.127.255.255", Some(Shared), "100.63.255.255", "100.128.0.0"),
            ("127.0.0.0", "127.255.255.255", Some(Loopback), "126.255.255.255", "128.0.0.0"),
            ("168.63.129.16", "168.63.129.16", Some(LinkLocal), "168.63.129.15", "168.63.129.17"),
            ("169.254.0.0", "169.254.255.255", Some(LinkLocal), "169.253.255.255", "169.255.0.0"),
            ("172.16.0.0", "172.31.255.255", Some(Private), "172.15.255.255", "172.32.0.0"),
            ("192.0.0.0", "192.0.0.255", Some(Protocol), "191.255.255.255", "192.0.1.0"),
            ("192.0.2.0", "192.0.2.255", Some(Documentation), "192.0.1.255", "192.0.3.0"),
            ("192.31.196.0", "192.31.196.255", Some(Protocol), "192.31.195.255", "192.31.197.0"),
            ("192.52.193.0", "192.52.193.255", Some(Protocol), "192.52.192.255", "192.52.194.0"),
            ("192.88.99.0", "192.88.99.255", Some(Protocol), "192.88.98.255", "192.88.100.0"),
            ("192.168.0.0", "192.168.255.255", Some(Private), "192.167.255.255", "192.169.0.0"),
            ("192.175.48.0", "192.175.48.255", Some(Protocol), "192.175.47.255", "192.175.49.0"),
            ("198.18.0.0", "198.19.255.255", Some(Benchmark), "198.17.255.255", "198.20.0.0"),
            ("198.51.100.0", "198.51.100.255", Some(Documentation), "198.51.99.255", "198.51.101.0"),
            ("203.0.113.0", "203.0.113.255", Some(Documentation), "203.0.112.255", "203.0.114.0"),
            ("224.0.0.0", "239.255.255.255", Some(Multicast), "223.255.255.255", ""),
            ("240.0.0.0", "255.255.255.255", Some(Reserved), "", ""),
            ("::", "::", Some(Unspecified), "", ""),
            ("::1", "::1", Some(Loopback), "", ""),
            ("::2", "::fffe:ffff:ffff", Some(Reserved), "", ""),
            ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", Some(Protocol), "", ""),
            ("100::", "100::1:ffff:ffff:ffff:ffff", Some(Protocol), "", ""),
            ("2001::", "2001:1:ffff:ffff:ffff:ffff:ffff:ffff", Some(Protocol), "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""),
            ("2001:2::", "2001:2:0:ffff:ffff:ffff:ffff:ffff", Some(Benchmark), "", ""),
            ("2001:3::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", Some(Protocol), "", "2001:200::"),
            ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", Some(Documentation), "2001:db7::", "2001:db9::"),
            ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Some(Protocol), "2001:ffff::", "2003::"),
            ("2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", Some(Protocol), "2620:4f:7fff::", "2620:4f:8001::"),
            ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", Some(Documentation), "3ffe:ffff::", "3fff:1000::"),
            ("4000::", "5eff:ffff::", Some(Reserved), "", ""),
            ("5f00::", "5f00:ffff::", Some(Protocol), "", ""),
            ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Some(Private), "", ""),
            ("fe00::", "fe7f:ffff::", Some(Reserved), "", ""),
            ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Some(LinkLocal), "", ""),
            ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Some(Private), "", ""),
            ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Some(Multicast), "", ""),
        ];
        for (first, last, expect, before, after) in rows {
            assert_eq!((of(first), of(last)), (*expect, *expect), "{first} to {last}");
            for public in [before, after].into_iter().filter(|address| !address.is_empty()) {
                assert_eq!(of(public), None, "{public}");
            }
        }
    }

    #[test]
    fn what_attackers_type() {
        for (address, expect) in [
            ("169.254.169.254", Some(Special::LinkLocal)),
            ("fd00:ec2::254", Some(Special::Private)),
            ("100.100.100.200", Some(Special::Shared)),
            ("192.0.0.192", Some(Special::Protocol)),
            ("::ffff:127.0.0.1", Some(Special::Loopback)),
            ("::ffff:a00:1", Some(Special::Private)),
            ("64:ff9b::169.254.169.254", Some(Special::LinkLocal)),
            ("64:ff9b::8.8.8.8", None),
            ("::ffff:8.8.8.8", None),
            ("2002:7f00:1::", Some(Special::Protocol)),
            ("2002:808:808::", Some(Special::Protocol)),
            ("::127.0.0.1", Some(Special::Reserved)),
            ("2001:0:7f00:1::", Some(Special::Protocol)),
            ("8.8.8.8", None),
            ("2606:4700::1111", None),
        ] {
            assert_eq!(of(address), expect, "{address}");
        }
    }

    proptest! {
        /// What the standard library calls not public is refused too, in each way of writing it.
        #[test]
        fn no_laxer_than_the_standard_library(bits: u32) {
            let v4 = Ipv4Addr::from_bits(bits);
            let refused = special(v4.into()).is_some();
            let known = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_multicast() || v4.is_broadcast()
                || v4.is_documentation() || v4.is_unspecified();
            prop_assert!(refused || !known, "{v4}");
            prop_assert_eq!(special(v4.to_ipv6_mapped().into()), special(v4.into()));
            let behind = Ipv6Addr::from_bits(0x0064_ff9b << 96 | u128::from(bits));
            prop_assert_eq!(special(behind.into()), special(v4.into()));
        }

        #[test]
        fn nor_for_ipv6(bits: u128) {
            let v6 = Ipv6Addr::from_bits(bits);
            let known = v6.is_loopback() || v6.is_multicast() || v6.is_unspecified() || v6.is_unique_local()
                || v6.is_unicast_link_local() || bits >> 125 != 1;
            prop_assert!(special(v6.into()).is_some() || !known, "{v6}");
        }

        /// Each row against arithmetic of another kind: an address lies between the network's first and last.
        #[test]
        fn rows_hold_what_lies_between_their_ends(row in 0..V4.len(), bits: u32) {
            let (net, width, kind) = V4[row];
            let inside = net.to_bits() | (u64::from(bits) & ((1_u64 << (32 - width)) - 1)) as u32;
            prop_assert_eq!(special(Ipv4Addr::from_bits(inside).into()), Some(kind));
        }
    }
}
