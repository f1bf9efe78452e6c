//! Which machines may not be asked: this one, those around it, and no machine at all.
//!
//! The IANA registries of special-purpose addresses (RFC 6890) decide; of IPv6, nothing outside
//! of 2000::/3 is public. An address that stands for one of IPv4 is what that one is.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not one of the public internet; `None` where it is.
#[must_use]
pub fn refusal(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => four(address),
        IpAddr::V6(address) => match inside(address) {
            Some(address) => four(address),
            None => six(address),
        },
    }
}

/// Special blocks of IPv4: the first address of each, the length of its prefix, what it is.
const FOUR: &[([u8; 4], u32, &str)] = &[
    ([0, 0, 0, 0], 8, "this network"),
    ([10, 0, 0, 0], 8, "a private network"),
    ([100, 64, 0, 0], 10, "a provider's inner network"),
    ([127, 0, 0, 0], 8, "this machine"),
    ([169, 254, 0, 0], 16, "a link-local network"),
    ([172, 16, 0, 0], 12, "a private network"),
    ([192, 0, 0, 0], 24, "reserved for protocols"),
    ([192, 0, 2, 0], 24, "reserved for documentation"),
    ([192, 88, 99, 0], 24, "a relay that is no longer in use"),
    ([192, 168, 0, 0], 16, "a private network"),
    ([198, 18, 0, 0], 15, "reserved for measurements"),
    ([198, 51, 100, 0], 24, "reserved for documentation"),
    ([203, 0, 113, 0], 24, "reserved for documentation"),
    ([224, 0, 0, 0], 4, "a multicast group"),
    ([240, 0, 0, 0], 4, "reserved"),
];

fn four(address: Ipv4Addr) -> Option<&'static str> {
    let bits = u32::from(address);
    let holds =
        |first: [u8; 4], prefix: u32| (bits ^ u32::from_be_bytes(first)) >> (32 - prefix) == 0;
    FOUR.iter().find(|&&(first, prefix, _)| holds(first, prefix)).map(|&(.., what)| what)
}

/// Special blocks of IPv6, as above; what is in none of these and not in 2000::/3 is not public
/// either.
const SIX: &[([u16; 3], u32, &str)] = &[
    ([0x0064, 0xff9b, 1], 48, "a private network"),
    ([0x0100, 0, 0], 64, "a black hole"),
    ([0x2001, 0, 0], 23, "reserved for protocols"),
    ([0x2001, 0x0db8, 0], 32, "reserved for documentation"),
    ([0x3fff, 0, 0], 20, "reserved for documentation"),
    ([0xfc00, 0, 0], 7, "a private network"),
    ([0xfe80, 0, 0], 10, "a link-local network"),
    ([0xfec0, 0, 0], 10, "a private network"),
    ([0xff00, 0, 0], 8, "a multicast group"),
];

fn six(address: Ipv6Addr) -> Option<&'static str> {
    if address == Ipv6Addr::LOCALHOST {
        return Some("this machine");
    }
    let bits = u128::from(address);
    let holds = |[a, b, c]: [u16; 3], prefix: u32| {
        (bits ^ u128::from(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))) >> (128 - prefix) == 0
    };
    match SIX.iter().find(|&&(first, prefix, _)| holds(first, prefix)) {
        Some(&(.., what)) => Some(what),
        None => (!holds([0x2000, 0, 0], 3)).then_some("not a public address"),
    }
}

/// The address of IPv4 that one of IPv6 stands for: mapped, 6to4 (RFC 3056), or NAT64 (RFC 6052).
fn inside(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let of = |high: u16, low: u16| Ipv4Addr::from(u32::from(high) << 16 | u32::from(low));
    match [a, b, c, d, e, f] {
        [0, 0, 0, 0, 0, 0xffff] | [0x0064, 0xff9b, 0, 0, 0, 0] => Some(of(g, h)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public_is_refused() {
        for address in [
            "0.0.0.0",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "::8.8.8.8",
            "64:ff9b::127.0.0.1",
            "64:ff9b::192.168.0.1",
            "64:ff9b:1::8.8.8.8",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "5f00::1",
            "4000::1",
            "::ffff:0:8.8.8.8",
        ] {
            assert!(refusal(address.parse().unwrap()).is_some(), "{address}");
        }
    }

    #[test]
    fn what_is_public_is_not() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.0.0.1",
            "128.0.0.1",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00::1",
            "2001:200::1",
            "2001:4860::8888",
            "64:ff9b::8.8.8.8",
            "::ffff:8.8.8.8",
            "2002:808:808::1",
            "3ffe::1",
        ] {
            assert_eq!(refusal(address.parse().unwrap()), None, "{address}");
        }
    }
}
