//! The cookie that carries a session's token.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};

/// Whose session it is. Both can be open in one browser, as when a member looks at the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A member's.
    Studio,
    /// A person's.
    Portal,
    /// Of somebody without an account: no session, but the secret by which they are known again.
    Guest,
}

impl Side {
    /// The cookie's name. Firms that are told apart by path have cookies of their own.
    ///
    /// Over https it begins with `__Host-`: a browser then takes it only from this very host, over https, for every path.
    pub fn cookie_name(self, https: bool, slug: Option<&str>) -> String {
        let side = match self {
            Self::Studio => "studio",
            Self::Portal => "portal",
            Self::Guest => "guest",
        };
        let prefix = if https { "__Host-" } else { "" };
        let firm = slug.map_or_else(String::new, |slug| format!(".{slug}"));
        format!("{prefix}comity-{side}{firm}")
    }
}

/// The value of a cookie of the request. Of two with one name neither is believed.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut found = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut found = found.by_ref().filter(|(own, _)| *own == name).map(|(_, value)| value);
    let first = found.next()?;
    if found.next().is_some() { None } else { Some(first) }
}

/// A cookie that only this server reads and no other site's form sends.
pub fn set(name: &str, value: &str, https: bool, seconds: Option<i64>) -> Option<HeaderValue> {
    let mut cookie = Cookie::build((name, value)).path("/").http_only(true).secure(https).same_site(SameSite::Lax);
    if let Some(seconds) = seconds {
        cookie = cookie.max_age(cookie::time::Duration::seconds(seconds));
    }
    HeaderValue::from_str(&cookie.build().to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_bound_to_the_host() {
        let name = Side::Studio.cookie_name(true, None);
        let value = set(&name, "abc", true, Some(60)).unwrap();
        let expect = "__Host-comity-studio=abc; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60";
        assert_eq!(value.to_str().unwrap(), expect);
        let plain = set(&Side::Portal.cookie_name(false, Some("aria")), "abc", false, None).unwrap();
        assert_eq!(plain.to_str().unwrap(), "comity-portal.aria=abc; HttpOnly; SameSite=Lax; Path=/");
    }

    #[test]
    fn a_doubled_cookie_is_none() {
        let check = |lines: &[&str], expect: Option<&str>| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::COOKIE, HeaderValue::from_str(line).unwrap());
            }
            assert_eq!(cookie(&headers, "a"), expect, "{lines:?}");
        };
        check(&["a=1; b=2"], Some("1"));
        check(&["b=2", "a=1"], Some("1"));
        check(&["b=2"], None);
        check(&["a=1; a=2"], None);
        check(&["aa=1"], None);
    }
}
