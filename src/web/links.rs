//! Addresses on our own server, with their choices.

use std::fmt::{Display, Write};

/// An address being put together.
#[derive(Debug, Clone)]
pub(super) struct Link {
    address: String,
    asks: bool,
}

impl Link {
    /// An address without choices.
    pub(super) fn to(path: impl Into<String>) -> Link {
        Link { address: path.into(), asks: false }
    }

    /// Adds a choice.
    pub(super) fn with(mut self, name: &str, value: impl Display) -> Link {
        self.address.push(if self.asks { '&' } else { '?' });
        self.asks = true;
        self.address.push_str(name);
        self.address.push('=');
        escape(&mut self.address, &value.to_string());
        self
    }

    /// Adds a choice where there is one.
    pub(super) fn with_some(self, name: &str, value: Option<impl Display>) -> Link {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The address.
    pub(super) fn href(self) -> String {
        self.address
    }

    /// The address with the place on the page.
    pub(super) fn at(self, anchor: impl Display) -> String {
        format!("{}#{anchor}", self.address)
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn escape(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    #[test]
    fn values_are_escaped() {
        let href = Link::to("/a").with("q", "å & b").with_some("n", Some(1)).with_some("m", None::<i32>).href();
        assert_eq!(href, "/a?q=%C3%A5%20%26%20b&n=1");
    }
}
