//! Errors in words for operators. Libraries differ in whether an error's text repeats its cause; said once is enough.

use std::error::Error;

/// An error and its causes in one line, leaving out causes that were said already.
#[must_use]
pub fn in_one_line(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::in_one_line;

    #[derive(Debug, thiserror::Error)]
    #[error("can't open the file: {source}")]
    struct Repeats {
        source: Bare,
    }

    #[derive(Debug, thiserror::Error)]
    #[error("disk trouble")]
    struct Bare {
        source: std::io::Error,
    }

    #[test]
    fn each_cause_is_said_once() {
        let error = Repeats {
            source: Bare {
                source: std::io::Error::other("bad sector"),
            },
        };
        assert_eq!(
            in_one_line(&error),
            "can't open the file: disk trouble: bad sector"
        );
    }
}
